/** Layers that are told apart in one pixel; those behind are dropped. */
export const MOST_LAYERS = 48;

/** The layers of one pixel, the nearest first. */
export interface Layers {
  readonly triangles: Int32Array;
  readonly masks: Int32Array;
  readonly nearness: Float64Array;
}

function createLayers(): Layers {
  return {
    triangles: new Int32Array(MOST_LAYERS),
    masks: new Int32Array(MOST_LAYERS),
    nearness: new Float64Array(MOST_LAYERS),
  };
}

/** What is known of the pixel that is being mixed; one for all. */
export interface PixelMemory {
  /** Groups of samples of one pixel: triangle and mask. */
  readonly triangles: Int32Array;
  readonly masks: Int32Array;
  /** Share of each sample that is not yet hidden by what lies before it. */
  readonly through: Float64Array;
  /** Sum of the pixel: red, green, blue, infrared. */
  readonly sum: Float64Array;
  readonly layers: Layers;
}

export function createPixelMemory(): PixelMemory {
  return {
    triangles: new Int32Array(4),
    masks: new Int32Array(4),
    through: new Float64Array(4),
    sum: new Float64Array(4),
    layers: createLayers(),
  };
}

/** Adds what a shader answered. */
export function addShaded(sum: Float64Array, out: Float64Array, weight: number): void {
  for (let k = 0; k < 4; k++) sum[k] = (sum[k] as number) + weight * (out[k] as number);
}

/** Share of the pixel that some samples still let through. */
export function throughMask(through: Float64Array, mask: number): number {
  let weight = 0;
  for (let i = 0; i < 4; i++) if ((mask & (1 << i)) !== 0) weight += through[i] as number;
  return weight;
}

/** Bit of the middle of the pixel in a mask of samples. */
export const MIDDLE = 16;

/**
 * What is known of each sample of the picture: the nearest surface without gaps, and a list of those in front of it
 * that let something through.
 */
export interface Canvas {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** Shape `[height, width, 4]`: one over the distance of the nearest solid triangle, 1/mm; 0: none. */
  readonly nearness: Float32Array;
  /** Shape `[height, width, 4]`: that triangle; 0: none. */
  readonly owner: Int32Array;
  /** Shape `[height, width]`: the same in the middle of the pixel, where it is lit and measured. */
  readonly middleNearness: Float32Array;
  /** Shape `[height, width]`. */
  readonly middleOwner: Int32Array;
  /** Shape `[height, width]`: first fragment of each pixel; 0: none. */
  readonly first: Int32Array;
  /** Fragments in use, and one. */
  fragments: number;
  /** The fragment after it in the same pixel; 0: none. */
  next: Int32Array;
  /** Its triangle. */
  triangle: Int32Array;
  /** One bit for each sample that it covers, and {@link MIDDLE} for the middle of the pixel. */
  mask: Uint8Array;
  /** One over its distance at the middle of the pixel, 1/mm. */
  depth: Float32Array;
  /** What is nearer is not seen, as one over its distance, 1/mm. */
  readonly limit: number;
  /**
   * For one triangle: four numbers each, how its edge functions and its nearness differ at the samples from the middle of
   * the pixel; those four in the middle; their largest differences. They lie here because numbers that travel as arguments
   * cost an allocation each.
   */
  readonly steps: Float64Array;
}

export function createCanvas(width: number, height: number, nearMm: number): Canvas {
  const room = width * height;
  return {
    width,
    height,
    nearness: new Float32Array(4 * room),
    owner: new Int32Array(4 * room),
    middleNearness: new Float32Array(room),
    middleOwner: new Int32Array(room),
    first: new Int32Array(room),
    limit: 1 / nearMm,
    fragments: 1,
    next: new Int32Array(room),
    triangle: new Int32Array(room),
    mask: new Uint8Array(room),
    depth: new Float32Array(room),
    steps: new Float64Array(24),
  };
}

export function clearCanvas(canvas: Canvas): void {
  canvas.nearness.fill(0);
  canvas.owner.fill(0);
  canvas.middleNearness.fill(0);
  canvas.middleOwner.fill(0);
  canvas.first.fill(0);
  canvas.fragments = 1;
}

/** Notes that the triangle of `steps` lies before the solid surface of a pixel. */
export function addFragment(canvas: Canvas, pixel: number, triangle: number, mask: number): void {
  const at = canvas.fragments;
  if (at === canvas.next.length) widen(canvas);
  canvas.next[at] = canvas.first[pixel] as number;
  canvas.triangle[at] = triangle;
  canvas.mask[at] = mask;
  canvas.depth[at] = canvas.steps[19] as number;
  canvas.first[pixel] = at;
  canvas.fragments = at + 1;
}

function widen(canvas: Canvas): void {
  const room = 2 * canvas.next.length;
  const { next, triangle, mask, depth } = canvas;
  canvas.next = new Int32Array(room);
  canvas.next.set(next);
  canvas.triangle = new Int32Array(room);
  canvas.triangle.set(triangle);
  canvas.mask = new Uint8Array(room);
  canvas.mask.set(mask);
  canvas.depth = new Float32Array(room);
  canvas.depth.set(depth);
}

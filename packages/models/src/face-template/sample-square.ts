import type { PlaneTensor } from "../evaluate/plane-tensor.js";

/** A decoded picture: 4 bytes a pixel, red, green, blue and one that is ignored, rows from the top. */
export interface Picture {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** Length 4 x width x height. */
  readonly data: Uint8Array;
}

/** A square of a picture, turned. */
export interface Square {
  /** Pixels of the picture. */
  readonly centreX: number;
  /** Pixels of the picture. */
  readonly centreY: number;
  /** From the left edge's middle to the right edge's: direction and length, pixels of the picture. */
  readonly across: readonly [number, number];
}

/** A pixel of the crop is the mean of at most this many samples, squared. */
const MAX_SAMPLES = 4;

/**
 * Cuts a square out of a picture for a network: each pixel of the crop is the mean of k x k bilinear samples, spread
 * over what it covers. Black beyond the picture. Slow, and the same on every machine; the crops of the pipeline
 * may become faster in ways that change last bits.
 * @param side - of the crop, pixels
 * @param toValue - from a level of 0..255 to the network's value
 * @returns shape `[1, 3, side, side]`
 */
export function sampleSquare(
  picture: Picture,
  { centreX, centreY, across: [dx, dy] }: Square,
  side: number,
  toValue: (level: number) => number,
): PlaneTensor {
  const plane = side * side;
  const data = new Float32Array(3 * plane);
  const scale = Math.sqrt(dx * dx + dy * dy) / side;
  const samples = Math.min(MAX_SAMPLES, Math.max(1, Math.round(scale)));
  const sums = new Float64Array(3);
  for (let j = 0; j < side; j++) {
    for (let i = 0; i < side; i++) {
      sums.fill(0);
      for (let n = 0; n < samples * samples; n++) {
        // shares of the square's side, from its centre
        const u = (i + ((n % samples) + 0.5) / samples) / side - 0.5;
        const v = (j + (Math.floor(n / samples) + 0.5) / samples) / side - 0.5;
        addSample(sums, picture, centreX + u * dx - v * dy - 0.5, centreY + u * dy + v * dx - 0.5);
      }
      for (let k = 0; k < 3; k++) {
        data[k * plane + j * side + i] = toValue((sums[k] as number) / (samples * samples));
      }
    }
  }
  return { shape: [1, 3, side, side], data };
}

/** Adds the colour at a position; whole numbers are centres of pixels. */
function addSample(sums: Float64Array, picture: Picture, x: number, y: number): void {
  const { width, height, data } = picture;
  const [left, top] = [Math.floor(x), Math.floor(y)];
  for (let n = 0; n < 4; n++) {
    const [column, row] = [left + (n & 1), top + (n >> 1)];
    if (column < 0 || row < 0 || column >= width || row >= height) continue;
    const weight = (1 - Math.abs(x - column)) * (1 - Math.abs(y - row));
    const at = 4 * (row * width + column);
    for (let k = 0; k < 3; k++) {
      sums[k] = (sums[k] as number) + weight * (data[at + k] as number);
    }
  }
}

import { YUV_COLOUR_DEFAULTS, type YuvColour } from "../kernel/frame.js";
import type { CropContract } from "./warp-plan.js";

/** Numbers that make red, green and blue of Y, U and V, all 0..255. */
export interface YuvMatrix {
  /** Y of black. */
  readonly black: number;
  /** Levels of red, green and blue for one of Y. */
  readonly fromY: number;
  /** Levels of red for one of V, away from 128. */
  readonly redFromV: number;
  /** Levels of green for one of U. */
  readonly greenFromU: number;
  /** Levels of green for one of V. */
  readonly greenFromV: number;
  /** Levels of blue for one of U. */
  readonly blueFromU: number;
}

/**
 * Shares of red and blue in luma.
 * @see ITU-R BT.601-7, section 2.5.1; ITU-R BT.709-6, section 3.2
 */
const LUMA_SHARES = { bt601: [0.299, 0.114], bt709: [0.2126, 0.0722] } as const;

/** Lays the colours of a YUV picture out as numbers. */
export function yuvMatrix({ matrix, range }: YuvColour = YUV_COLOUR_DEFAULTS): YuvMatrix {
  const [red, blue] = LUMA_SHARES[matrix];
  const green = 1 - red - blue;
  const limited = range === "limited";
  const chroma = limited ? 255 / 224 : 1;
  return {
    black: limited ? 16 : 0,
    fromY: limited ? 255 / 219 : 1,
    redFromV: 2 * (1 - red) * chroma,
    greenFromU: ((-2 * blue * (1 - blue)) / green) * chroma,
    greenFromV: ((-2 * red * (1 - red)) / green) * chroma,
    blueFromU: 2 * (1 - blue) * chroma,
  };
}

/**
 * Makes planes of Y, U and V into what the contract asks for, in place. Colours that are outside of 0..255
 * are cut off there.
 * @param planes - shape `[3, n]`
 */
export function convertYuvPlanes(
  planes: Float32Array,
  colour: YuvColour | undefined,
  contract: CropContract,
): void {
  const { black, fromY, redFromV, greenFromU, greenFromV, blueFromU } = yuvMatrix(colour);
  const { mean, scale } = contract;
  const [red, blue] = contract.colour === "RGB" ? ([0, 2] as const) : ([2, 0] as const);
  const [redMean, greenMean, blueMean] = [mean[red], mean[1], mean[blue]];
  const [redGain, greenGain, blueGain] = [1 / scale[red], 1 / scale[1], 1 / scale[blue]];
  const n = planes.length / 3;
  const redAt = red * n;
  const blueAt = blue * n;
  for (let i = 0; i < n; i++) {
    const grey = ((planes[i] as number) - black) * fromY;
    const u = (planes[n + i] as number) - 128;
    const v = (planes[2 * n + i] as number) - 128;
    // hardly ever taken on what a camera sees, and then faster than Math.min and Math.max
    let r = grey + redFromV * v;
    if (r < 0) r = 0;
    if (r > 255) r = 255;
    let g = grey + greenFromU * u + greenFromV * v;
    if (g < 0) g = 0;
    if (g > 255) g = 255;
    let b = grey + blueFromU * u;
    if (b < 0) b = 0;
    if (b > 255) b = 255;
    planes[redAt + i] = (r - redMean) * redGain;
    planes[n + i] = (g - greenMean) * greenGain;
    planes[blueAt + i] = (b - blueMean) * blueGain;
  }
}

import type { PixelImage } from "../kernel/frame.js";
import { PACK_ROW } from "./pack-rows.js";
import { type Border, isYuv, type WarpPlan } from "./warp-plan.js";
import { yuvMatrix } from "./yuv.js";

/** A rectangle of the lattice; it may reach beyond the picture. */
export interface LatticeBox {
  /** First column. */
  readonly left: number;
  /** First row. */
  readonly top: number;
  /** Number of columns. */
  readonly columns: number;
  /** Number of rows. */
  readonly rows: number;
}

/**
 * Packs a rectangle of the lattice into words for the kernels and fills in what lies beyond the picture.
 * @param view - see `wordView`
 * @param words - shape `[rows, columns]` or longer, overwritten
 */
export function packWords(
  image: PixelImage,
  view: Int32Array | undefined,
  plan: WarpPlan,
  border: Border,
  { left, top, columns, rows }: LatticeBox,
  words: Int32Array,
): void {
  const packRow = PACK_ROW[image.format];
  const { step, firstX, firstY } = plan;
  const outside = typeof border === "object" ? borderWord(image, border.byte) : undefined;
  const beyond = border === "reflect" ? mirror : clamp;
  // columns of the rectangle that are inside the picture: from <= i < to
  const from = clamp(-left, columns);
  const to = clamp(plan.columns - left, columns);
  for (let j = 0; j < rows; j++) {
    const at = j * columns;
    const inside = top + j >= 0 && top + j < plan.rows;
    if (outside !== undefined && (!inside || from >= to)) {
      words.fill(outside, at, at + columns);
      continue;
    }
    const y = firstY + step * beyond(top + j, plan.rows - 1);
    if (from < to) {
      packRow(image, view, y, firstX + step * (left + from), step, to - from, words, at + from);
    }
    for (let i = 0; i < columns; i++) {
      if (i === from && from < to) i = to; // those inside are there
      if (i >= columns) break;
      const column = beyond(left + i, plan.columns - 1);
      if (outside !== undefined) words[at + i] = outside;
      else packRow(image, view, y, firstX + step * column, step, 1, words, at + i);
    }
  }
}

/** The word of what lies beyond the picture: a grey, in the picture's own colours. */
export function borderWord({ format, yuv }: PixelImage, byte: number): number {
  if (!isYuv(format)) return byte * 0x010101;
  const { black, fromY } = yuvMatrix(yuv);
  return Math.round(black + byte / fromY) | 0x808000;
}

function clamp(value: number, most: number): number {
  return value < 0 ? 0 : Math.min(value, most);
}

/** An index mirrored at the first and the last one until it lies between them; those are not repeated. */
function mirror(value: number, most: number): number {
  if (most === 0) return 0;
  const period = 2 * most;
  const phase = ((value % period) + period) % period;
  return phase > most ? period - phase : phase;
}

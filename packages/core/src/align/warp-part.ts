import type { PixelImage } from "../kernel/frame.js";
import { borderWord, type LatticeBox, packWords } from "./pack-words.js";
import { DIRECT_KERNEL, isDirect } from "./warp-direct.js";
import type { WarpKernel, WarpPart } from "./warp-kernel.js";
import type { Border, WarpPlan } from "./warp-plan.js";

/** One crop that is being made. */
export interface WarpJob {
  /** The picture; checked. */
  readonly image: PixelImage;
  /** Laid out from the map and the contract. */
  readonly plan: WarpPlan;
  /** The loop for the plan. */
  readonly kernel: WarpKernel;
  /** What lies beyond the picture. */
  readonly border: Border;
  /** Shape `[3, height, width]`. */
  readonly out: Float32Array;
  /** See `wordView`. */
  readonly view: Int32Array | undefined;
}

/** Makes a part from the picture's own bytes; answers false where that cannot be or it leaves the picture. */
export function drawInPlace(
  job: WarpJob,
  i: number,
  j: number,
  columns: number,
  rows: number,
): boolean {
  const { image, plan, view } = job;
  const direct = isDirect(plan) ? DIRECT_KERNEL[image.format] : undefined;
  if (!view || (image.format !== "rgba8" && !direct)) return false;
  const box = boxOf(plan, i, j, columns, rows);
  const { left, top } = box;
  if (left < 0 || left + box.columns > plan.columns) return false;
  if (top < 0 || top + box.rows > plan.rows) return false;
  const at = j * plan.width + i;
  if (direct) {
    direct(image, plan, { view, x: left, y: top, columns, rows, at }, job.out);
    return true;
  }
  const stride = image.stride >> 2;
  const part: WarpPart = {
    words: view,
    base: plan.firstY * stride + plan.firstX,
    across: plan.step,
    down: plan.step * stride,
    u: plan.u + i * plan.du + j * plan.eu,
    v: plan.v + i * plan.dv + j * plan.ev,
    columns,
    rows,
    at,
  };
  job.kernel(plan, part, job.out);
  return true;
}

/** Makes a part from pixels that are packed first. */
export function drawPacked(
  job: WarpJob,
  scratch: { words: Int32Array },
  i: number,
  j: number,
  columns: number,
  rows: number,
): void {
  const { image, plan, border } = job;
  const at = j * plan.width + i;
  const box = inFours(boxOf(plan, i, j, columns, rows));
  const { left, top } = box;
  const isBeyond =
    left >= plan.columns || top >= plan.rows || left + box.columns <= 0 || top + box.rows <= 0;
  if (isBeyond && typeof border === "object") {
    fillPart(job, borderWord(image, border.byte), columns, rows, at);
    return;
  }
  const size = box.columns * box.rows;
  if (scratch.words.length < size) scratch.words = new Int32Array(size);
  packWords(image, job.view, plan, border, box, scratch.words);
  const part: WarpPart = {
    words: scratch.words,
    base: 0,
    across: 1,
    down: box.columns,
    u: plan.u + i * plan.du + j * plan.eu - left,
    v: plan.v + i * plan.dv + j * plan.ev - top,
    columns,
    rows,
    at,
  };
  job.kernel(plan, part, job.out);
}

/** The rectangle of the lattice that a part of the crop touches. */
function boxOf(plan: WarpPlan, i: number, j: number, columns: number, rows: number): LatticeBox {
  const { du, dv, eu, ev, samples, aligned } = plan;
  const u = plan.u + i * du + j * eu;
  const v = plan.v + i * dv + j * ev;
  const [right, below] = [columns - 1, rows - 1];
  // a share is rounded to the nearest 1 / 64 or finer, which may take it to the next pixel
  const [low, high] = aligned ? [0, 0] : [1e-6, 1 / 128 + 1e-6];
  const last = aligned ? samples : samples + 1;
  const x0 = Math.floor(u + Math.min(0, right * du) + Math.min(0, below * eu) - low);
  const y0 = Math.floor(v + Math.min(0, right * dv) + Math.min(0, below * ev) - low);
  const x1 = Math.floor(u + Math.max(0, right * du) + Math.max(0, below * eu) + high);
  const y1 = Math.floor(v + Math.max(0, right * dv) + Math.max(0, below * ev) + high);
  return { left: x0, top: y0, columns: x1 - x0 + last, rows: y1 - y0 + last };
}

/** The same, widened to the left so that rows are packed four pixels at a time; see `PACK_ROW`. */
function inFours({ left, top, columns, rows }: LatticeBox): LatticeBox {
  const more = left & 3; // of negative numbers too, in two's complement
  return { left: left - more, top, columns: columns + more, rows };
}

/** Fills a part of the crop with one word. */
function fillPart(
  { plan, out }: WarpJob,
  word: number,
  columns: number,
  rows: number,
  at: number,
): void {
  for (const [channel, plane] of [plan.first, plan.second, plan.third].entries()) {
    const sum = ((word >> (8 * channel)) & 255) * plan.weight;
    const value = sum * (plan.gain[channel] as number) + (plan.offset[channel] as number);
    for (let j = 0; j < rows; j++) {
      const from = plane + at + j * plan.width;
      out.fill(value, from, from + columns);
    }
  }
}

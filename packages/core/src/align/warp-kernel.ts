import type { WarpPlan } from "./warp-plan.js";

/** A part of a crop and the words that it is made from. Positions are steps of the lattice. */
export interface WarpPart {
  /** A pixel each; every pixel that a sample of the part touches is inside. */
  readonly words: Int32Array;
  /** Index of the lattice's origin. */
  readonly base: number;
  /** Words from a column of the lattice to the next. */
  readonly across: number;
  /** Words from a row of the lattice to the next. */
  readonly down: number;
  /** Column of the part's first sample, >= 0. */
  readonly u: number;
  /** Row of the part's first sample, >= 0. */
  readonly v: number;
  /** Pixels of the crop. */
  readonly columns: number;
  /** Pixels of the crop. */
  readonly rows: number;
  /** Index of the part's first pixel in a plane. */
  readonly at: number;
}

/**
 * Writes a part of a crop from pixels that are words: the first channel lies in the lowest byte, the second and the
 * third above it, and the highest byte is ignored.
 *
 * The first and the third channel are summed together, 16 bits each, in one integer. The second needs no masks: the
 * sum of whole words, modulo 2^32, less the sum of the other two, leaves it in bits 8 to 23. Loops are written out
 * and integers kept to 32 bits by `| 0`, because that is what makes them fast; a share `f` between `a` and `b` is
 * `a + f (b - a)`, which is one product, and right modulo 2^32 even where a difference is negative: one function with loops over rows and
 * columns took two to three times as long.
 */
export type WarpKernel = (plan: WarpPlan, part: WarpPart, out: Float32Array) => void;

/** Reads three numbers that are there. */
export function three(values: Float64Array): readonly [number, number, number] {
  return values as unknown as readonly [number, number, number];
}

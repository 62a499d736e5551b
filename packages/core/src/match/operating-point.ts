import type { OperatingPoint } from "../runtime/model-pack.js";
import { expectedFpir } from "./expected-fpir.js";

/** The two thresholds of a decision. */
export interface OperatingPair {
  /** The best payer must reach this one. */
  readonly accept: OperatingPoint;
  /** The next payer must stay below this one. */
  readonly margin: OperatingPoint;
}

/**
 * Chooses the loosest calibrated point that keeps the chance of charging a wrong person within the
 * budget, since every stricter one refuses more payers. The margin point is the next looser one of
 * the pack: on a ladder of powers of ten, at most about ten times the budget ends as ambiguous.
 * @param points - the pack's, any order
 * @param templates - N of 1:N: templates that the probe is compared with
 * @param fpirBudget - most false identifications a payment by a stranger, 0..1
 * @returns `undefined` where no point of the pack is strict enough: ask for a hint
 */
export function selectOperatingPoint(
  points: readonly OperatingPoint[],
  templates: number,
  fpirBudget: number,
): OperatingPair | undefined {
  const loosestFirst = [...points].sort((p, q) => q.fmr - p.fmr);
  const at = loosestFirst.findIndex(
    (point) => expectedFpir(point.fmrInterval[1], templates) <= fpirBudget,
  );
  const accept = loosestFirst[at];
  if (!accept) return undefined;
  return { accept, margin: loosestFirst[at - 1] ?? accept };
}

import type { OperatingPoint } from "../runtime/model-pack.js";
import { selectOperatingPoint } from "./operating-point.js";

/** What a payer may be asked for, cheapest first, so that fewer templates are compared. */
export type NarrowingHint = "none" | "phone-2" | "phone-4" | "card";

/** Templates in the largest group that each hint leaves to compare; absent: the hint is not on offer. */
export type HintGroups = Readonly<Partial<Record<NarrowingHint, number>>>;

/**
 * The cheapest hint that keeps a payment within its budget of false identifications.
 * @param points - the pack's operating points
 * @param groups - see {@link HintGroups}
 * @param fpirBudget - 0..1
 * @returns `undefined` where even the strictest hint on offer does not suffice
 */
export function cheapestHint(
  points: readonly OperatingPoint[],
  groups: HintGroups,
  fpirBudget: number,
): NarrowingHint | undefined {
  const cheapestFirst: readonly NarrowingHint[] = ["none", "phone-2", "phone-4", "card"];
  return cheapestFirst.find((hint) => {
    const templates = groups[hint];
    return (
      templates !== undefined && selectOperatingPoint(points, templates, fpirBudget) !== undefined
    );
  });
}

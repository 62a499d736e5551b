import type { OperatingPair } from "./operating-point.js";
import type { SearchHit } from "./search.js";

/** Who it is: a decision. */
export type Identification =
  | { readonly status: "match"; readonly payer: string }
  | { readonly status: "ambiguous" }
  | { readonly status: "no-match" };

/**
 * The margin rule: the best payer must clear the operating point, and the next distinct payer must
 * stay below the margin point. Two people who look alike are never charged on a guess.
 * @param hits - the two most similar distinct payers, best first
 * @example identify(search.top2(probe), pair)
 */
export function identify(hits: readonly SearchHit[], pair: OperatingPair): Identification {
  const [first, second] = hits;
  // written so that NaN is a stranger
  if (!first || !(first.similarity >= pair.accept.threshold)) return { status: "no-match" };
  if (second && !(second.similarity < pair.margin.threshold)) return { status: "ambiguous" };
  return { status: "match", payer: first.payer };
}

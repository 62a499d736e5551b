import { seededUniform } from "@sourire/core";
import type { Genuine, Impostors } from "./comparisons.js";

/** Ends of a 95 % interval. */
export type Interval = [low: number, high: number];

const REPLICATES = 2000;

/**
 * The interval of a false match rate when people, not pairs, are drawn again: comparisons of one
 * person are not independent. A pair of drawn people counts as often as both were drawn; nobody is compared
 * with themselves.
 */
export function falseMatchInterval(
  { identities, count, top }: Impostors,
  threshold: number,
  seed: number,
): Interval {
  const matches = top.filter(({ similarity }) => similarity >= threshold);
  const n = identities.length;
  if (count !== (n * (n - 1)) / 2) throw new RangeError("not all pairs of these people");
  return replicate(n, seed, (drawn) => {
    let squares = 0;
    for (const times of drawn) squares += times * times;
    const comparisons = (n * n - squares) / 2;
    let found = 0;
    for (const { first, second } of matches) {
      found += (drawn[first] as number) * (drawn[second] as number);
    }
    return found / comparisons;
  });
}

/** The interval of a false non-match rate when people are drawn again with all their pairs. */
export function falseNonMatchInterval(
  genuine: readonly Genuine[],
  threshold: number,
  seed: number,
): Interval {
  const people = new Map<string, { pairs: number; misses: number }>();
  for (const { identity, similarity } of genuine) {
    const person = people.get(identity) ?? { pairs: 0, misses: 0 };
    person.pairs++;
    if (similarity < threshold) person.misses++;
    people.set(identity, person);
  }
  const list = [...people.values()];
  return replicate(list.length, seed, (drawn) => {
    let pairs = 0;
    let misses = 0;
    for (const [i, person] of list.entries()) {
      pairs += (drawn[i] as number) * person.pairs;
      misses += (drawn[i] as number) * person.misses;
    }
    return misses / pairs;
  });
}

function replicate(
  people: number,
  seed: number,
  statistic: (drawn: Uint16Array) => number,
): Interval {
  const next = seededUniform(seed);
  const values: number[] = [];
  for (let r = 0; r < REPLICATES; r++) {
    const drawn = new Uint16Array(people);
    for (let k = 0; k < people; k++) {
      const who = Math.floor(next() * people);
      drawn[who] = (drawn[who] as number) + 1;
    }
    values.push(statistic(drawn));
  }
  values.sort((a, b) => a - b);
  const at = (share: number): number => values[Math.floor(share * (REPLICATES - 1))] as number;
  return [at(0.025), at(0.975)];
}

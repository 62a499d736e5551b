import type { FaceTemplate } from "@sourire/core";
import type { Head } from "./head.js";
import { createHeadOf } from "./head-of-person.js";
import { PEOPLE } from "./people.data.js";
import type { SyntheticPerson } from "./person.js";

/** Name of one of the people that come with the simulation. */
export type SyntheticName = keyof typeof PEOPLE;

/** All of them; every one is made up, and so are their names. */
export const SYNTHETIC_PEOPLE: readonly SyntheticName[] = Object.freeze(
  Object.keys(PEOPLE) as SyntheticName[],
);

/** Options of {@link createSyntheticHead}. */
export interface SyntheticHeadOptions {
  /** The mean face that all of them are made from; a model pack carries it. */
  readonly template: FaceTemplate;
  /** Who. */
  readonly person: SyntheticName;
  /** Of the pattern of skin, hair and iris; another seed is the same person on another day. @defaultValue 0 */
  readonly seed?: number;
}

/**
 * A head of somebody who does not exist: for demonstrations, documents and tests that need a payer and nobody's
 * face. Takes about a second; drawing an expression takes a few milliseconds.
 * @throws {RangeError} when there is no such person, or the template's triangles are no mesh of a face
 * @example
 * const head = createSyntheticHead({ template: await pack.faceTemplate(), person: "iris" });
 * draw({ surfaces: head.surfaces({ ...NEUTRAL, smile: 1 }), placement });
 */
export function createSyntheticHead({ template, person, seed = 0 }: SyntheticHeadOptions): Head {
  if (!Object.hasOwn(PEOPLE, person)) throw new RangeError(`nobody is called ${person}`);
  const who: SyntheticPerson = PEOPLE[person];
  return createHeadOf(template, who, `synthetic:${person}`, seed);
}

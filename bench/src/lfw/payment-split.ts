import { seededUniform } from "@sourire/core";
import { identityOf, type Lfw } from "./dataset.js";

/** Who is enrolled in the payment figure, and who tries to pay. */
export interface PaymentSplit {
  /** People enrolled from one picture, who pay with another. */
  readonly payers: readonly {
    readonly identity: string;
    readonly enrolled: string;
    readonly probe: string;
  }[];
  /** Pictures of people who are not enrolled. */
  readonly strangers: readonly string[];
}

const PAYERS = 200;
const STRANGERS = 2000;
const SEED = 20261123;

/**
 * Draws 200 people with two or more pictures and 2,000 pictures of other people, always the same ones.
 */
export function splitForPayment({ pictures }: Lfw): PaymentSplit {
  const byPerson = new Map<string, string[]>();
  for (const picture of pictures) {
    const list = byPerson.get(identityOf(picture)) ?? [];
    list.push(picture);
    byPerson.set(identityOf(picture), list);
  }
  const next = seededUniform(SEED);
  const withTwo = shuffle(
    [...byPerson.values()].filter(({ length }) => length >= 2),
    next,
  );
  const payers = withTwo.slice(0, PAYERS).map(([enrolled = "", probe = ""]) => ({
    identity: identityOf(enrolled),
    enrolled,
    probe,
  }));
  const known = new Set(payers.map(({ identity }) => identity));
  const others = pictures.filter((picture) => !known.has(identityOf(picture)));
  return { payers, strangers: shuffle([...others], next).slice(0, STRANGERS) };
}

/** Fisher and Yates. */
function shuffle<T>(list: T[], next: () => number): T[] {
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    [list[i], list[j]] = [list[j] as T, list[i] as T];
  }
  return list;
}

import {
  createPuppetFilm,
  createSyntheticHead,
  type Head,
  type SyntheticName,
} from "@sourire/camera-adapters/simulated";
import type { FaceTemplate, PixelImage } from "@sourire/core";

/** Somebody of the demonstration: drawn, nobody's face. */
export interface DemoPerson {
  /** Made up. */
  readonly displayName: string;
  /** What stands before the camera. */
  readonly head: Head;
}

/** Who plays, in this order: the payer, the one who withdraws, further payers, and the stranger last. */
const PEOPLE: readonly (readonly [person: SyntheticName, displayName: string])[] = [
  ["amara", "Amara Lind"],
  ["bruno", "Bruno Weber"],
  ["sunita", "Sunita Khan"],
  ["malik", "Malik Haddad"],
  ["oskar", "Oskar Berg"],
];

/** The people of the demonstration; each is made when it is asked for, which takes a moment. */
export function* syntheticCast(template: FaceTemplate): Generator<DemoPerson> {
  for (const [person, displayName] of PEOPLE) {
    yield { displayName, head: createSyntheticHead({ template, person }) };
  }
}

/** How many there are. */
export const CAST_SIZE: number = PEOPLE.length;

/** A picture of somebody at rest, such as an enrolment is made from. */
export function portraitOfPerson({ head }: DemoPerson): PixelImage {
  const film = createPuppetFilm({ payer: head, seed: 1, sensor: { focusMs: 0, defocus: 0 } });
  return film.frame(0, 0, film.buffer()).image;
}

import type { LivenessCheckName } from "@sourire/core";
import type { AttackSpecies } from "./attack.js";

/** What an attack is for: which evidence it forges, and which it cannot. */
export interface AttackClaim {
  /** Checks that it passes if nothing else goes wrong. */
  readonly passes: readonly LivenessCheckName[];
  /** Checks that stop it. What stands in neither list depends on the camera and on the attacker's care. */
  readonly stoppedBy: readonly LivenessCheckName[];
  /** Why. */
  readonly because: string;
}

/** By physics, not by measurement: what each species is expected to do. An evaluation confirms it or does not. */
export const ATTACK_CLAIMS: Readonly<Record<AttackSpecies, AttackClaim>> = Object.freeze({
  "print-flat": {
    passes: ["frame-integrity", "screen-light"],
    stoppedBy: ["challenge", "depth-shape"],
    because:
      "paper answers a coloured light as skin does; it neither smiles nor blinks, turned it only narrows, and it is a plane",
  },
  "print-bent": {
    passes: ["frame-integrity", "screen-light"],
    stoppedBy: ["challenge", "depth-shape"],
    because:
      "a bent sheet that swings reads like a head that turns, but nothing in it smiles or blinks, and it is a cylinder without a nose",
  },
  "cut-out": {
    passes: ["frame-integrity", "screen-light"],
    stoppedBy: ["depth-shape"],
    because:
      "eyes behind the holes can blink and look around; the mouth cannot smile, and the face between the holes is a plane",
  },
  "screen-phone": {
    passes: ["frame-integrity"],
    stoppedBy: ["screen-light", "depth-shape", "infrared"],
    because:
      "a video can hold every gesture, those that were asked for only by luck; glass hardly answers a coloured light, is a small plane, and a display is dark in infrared",
  },
  "screen-tablet": {
    passes: ["frame-integrity"],
    stoppedBy: ["screen-light", "depth-shape", "infrared"],
    because: "as a phone, but life-size: the width of the face does not give it away",
  },
  "mask-paper": {
    passes: ["frame-integrity", "screen-light"],
    stoppedBy: [],
    because:
      "it is worn, turns with the head and has eyes that blink; its mouth does not smile, and its relief is lower than a face's",
  },
  "injection-recorded": {
    passes: ["texture"],
    stoppedBy: ["challenge", "screen-light", "depth-shape", "infrared"],
    because:
      "good pictures of a living person, but of another moment: gestures and light do not follow this one's challenge, and nothing was measured",
  },
  "injection-relit": {
    passes: ["texture"],
    stoppedBy: ["challenge", "depth-shape", "infrared"],
    because:
      "the light of the till is laid on a recording; it comes late and falls on the background as on the face",
  },
  swap: {
    passes: ["frame-integrity", "texture", "screen-light", "depth-shape", "infrared"],
    stoppedBy: ["challenge"],
    because:
      "two living people: one passes the checks, the other one's face is matched; only the identity of every frame tells them apart",
  },
});

/** All species, in the order of the table. */
export const ATTACK_SPECIES: readonly AttackSpecies[] = Object.freeze(
  Object.keys(ATTACK_CLAIMS) as AttackSpecies[],
);

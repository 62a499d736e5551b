import { assertNever } from "@sourire/core";
import { type Head, NEUTRAL } from "../head/head.js";
import type { Surface } from "../render/surface.js";
import { createBeard } from "./beard.js";
import { createCap } from "./cap.js";
import type { Disguise } from "./disguise.js";
import { type FaceSkin, faceSkinOf } from "./face-skin.js";
import { createGlasses } from "./glasses.js";
import { createMakeUp } from "./make-up.js";
import { pressed } from "./press.js";
import { createWig } from "./wig.js";
import type { Worn } from "./worn.js";

/** Options of {@link disguised}. */
export interface DisguisedOptions {
  /** Of hair, cloth and strands. Any 32-bit integer. @defaultValue 0 */
  readonly seed?: number;
}

/**
 * A head that wears something. It is hung on the head's landmarks and on its skull, so that any head will do; it follows
 * every expression. Several go over each other: `disguised(disguised(head, a), b)`.
 *
 * The head is used up: ask only the disguised one for its surfaces from then on.
 * @throws {RangeError} when a length is out of its range, or the head has no surfaces
 * @example disguised(disguised(head, { kind: "beard" }), { kind: "sunglasses", shape: "round" });
 */
export function disguised(head: Head, disguise: Disguise, options: DisguisedOptions = {}): Head {
  const skin = faceSkinOf(head);
  const worn = wear(head, skin, disguise, options.seed ?? 0);
  const seen = head.surfaces(NEUTRAL).filter((surface) => worn.hides?.(surface) !== true);
  const flat = pressed(seen, worn.press);
  const surfaces: readonly Surface[] = [...flat.surfaces, ...worn.surfaces];
  return {
    id: `${head.id}+${disguise.kind}`,
    surfaces(expression) {
      head.surfaces(expression);
      flat.place(expression);
      worn.place?.(expression);
      return surfaces;
    },
    torso: head.torso,
    landmarks: (expression) => head.landmarks(expression),
    skull: head.skull,
  };
}

function wear(head: Head, skin: FaceSkin, disguise: Disguise, seed: number): Worn {
  switch (disguise.kind) {
    case "glasses":
    case "sunglasses": {
      const { kind, shape = "rectangular", colour = [26, 24, 26] } = disguise;
      return createGlasses(skin.points, head.skull, { shape, colour, dark: kind === "sunglasses" });
    }
    case "cap":
      return createCap(skin, head.skull, disguise.colour ?? [30, 42, 74], seed);
    case "wig": {
      const { style = "bob", colour = [122, 52, 26] } = disguise;
      return createWig(skin, head.skull, style, colour, seed);
    }
    case "beard": {
      const { lengthMm = 13, colour = [52, 36, 26] } = disguise;
      if (!(lengthMm >= 1 && lengthMm <= 40)) {
        throw new RangeError(`lengthMm: need 1..40, got ${lengthMm}`);
      }
      return createBeard(skin, colour, lengthMm, seed);
    }
    case "make-up":
      return createMakeUp(skin, disguise.style ?? "evening");
    default:
      return assertNever(disguise);
  }
}

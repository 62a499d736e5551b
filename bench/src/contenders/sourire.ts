import type { Contender } from "./contender.js";
import { openCrowd } from "./sourire-crowd.js";
import { openDetected } from "./sourire-detected.js";
import { openParts, type SourireSpec } from "./sourire-parts.js";
import { openTracked } from "./sourire-tracked.js";

const OPEN = { detected: openDetected, tracked: openTracked, crowd: openCrowd };

/** This library, for the kind of frame that is asked for. */
export async function openSourire(spec: SourireSpec): Promise<Contender> {
  return OPEN[spec.kind](await openParts(spec));
}

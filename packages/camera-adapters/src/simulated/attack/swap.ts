import { type Actor, bodiesOf } from "./actor.js";
import type { PresentedAttack } from "./attack.js";

/** Two people, one session. */
export interface SwapOptions {
  /** Who stands there first. */
  readonly first: Actor;
  /** Who takes the place. */
  readonly second: Actor;
  /** When, ms: best while the head is turned away. */
  readonly swapAtMs: number;
}

/**
 * The person changes from one frame to the next: the first one answers the challenge, the other one's face is matched.
 * Both are alive; nothing but the identity of every frame tells.
 */
export function createSwap({ first, second, swapAtMs }: SwapOptions): PresentedAttack {
  return {
    kind: "presented",
    species: "swap",
    bodiesAt({ timeMs }) {
      const actor = timeMs < swapAtMs ? first : second;
      return bodiesOf(actor, actor.at(timeMs));
    },
  };
}

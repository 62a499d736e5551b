import type { Expression, Head } from "../head/head.js";
import type { Body, Placement } from "../render/scene.js";

/** What somebody does at one moment. */
export interface Acting {
  /** Of the face. */
  readonly expression: Expression;
  /** Of the head. */
  readonly placement: Placement;
  /** Of the shoulders. */
  readonly torso: Placement;
}

/** Somebody who stands before the camera. */
export interface Actor {
  /** Not shared with another actor: its surfaces are rewritten at every moment. */
  readonly head: Head;
  /** What is done, as a function of time. */
  at(timeMs: number): Acting;
}

/** Head and shoulders of an actor. */
export function bodiesOf({ head }: Actor, acting: Acting): readonly Body[] {
  return [
    { surfaces: head.torso, placement: acting.torso },
    { surfaces: head.surfaces(acting.expression), placement: acting.placement },
  ];
}

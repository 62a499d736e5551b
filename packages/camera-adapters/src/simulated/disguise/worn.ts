import type { Expression } from "../head/head.js";
import type { Surface } from "../render/surface.js";

/** A thing on a head. */
export interface Worn {
  /** Drawn after those of the head. */
  readonly surfaces: readonly Surface[];
  /** Follows an expression; called after the head took it on. Left out by things that only follow the skull. */
  readonly place?: (expression: Expression) => void;
  /** What presses hair and ears flat. */
  readonly press?: Press;
  /** Whether a surface of the head is not to be seen at all: hair under a wig. */
  readonly hides?: (surface: Surface) => boolean;
}

/** How far a thing leaves room below it. */
export interface Press {
  /** The point that hair is pressed towards, mm. */
  readonly centre: readonly [x: number, y: number, z: number];
  /** @returns 1 where a point may stay, else the factor on its distance from the centre */
  factor(x: number, y: number, z: number): number;
}

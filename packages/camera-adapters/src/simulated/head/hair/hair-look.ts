import type { Colour } from "../skin/skin-look.js";

/** How hair is worn. */
export type HairStyle =
  | "bald"
  | "shaved"
  | "short"
  | "side-part"
  | "crop"
  | "curly"
  | "afro"
  | "bob"
  | "long"
  | "bun";

/** What hair looks like. */
export interface HairLook {
  readonly style: HairStyle;
  /** Of most strands. */
  readonly colour: Colour;
  /** Of some lighter strands, and of the light on them. */
  readonly light: Colour;
  /** 0..1: share of grey strands. */
  readonly grey: number;
  /** mm by which the forehead is higher than most. */
  readonly high: number;
  /** mm that have gone from the temples. */
  readonly receding: number;
  /** Where it is parted, -1..1 of half the head's width; the viewer's left is negative. */
  readonly part: number;
}

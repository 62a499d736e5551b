import type { Colour } from "./skin/skin-look.js";

/** What somebody wears. */
export interface ClothesLook {
  /** Shape of the neck. */
  readonly kind: "crew" | "turtleneck" | "shirt";
  /** Of the cloth. */
  readonly colour: Colour;
  /** Of stripes and collar; the cloth's own where it is plain. */
  readonly second: Colour;
  /** Stripes around the body. */
  readonly striped: boolean;
  /** Width of the shoulders over those of a broad man. */
  readonly shoulders: number;
}

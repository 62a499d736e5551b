import type { Geometry } from "./geometry.js";
import type { Pyramid } from "./pyramid.js";

/** How much of a triangle its texture covers: none of it, all of it, or neither. */
export type Sheer = "clear" | "mixed" | "opaque";

/** Texels along each axis that are looked at; the level is chosen by it. */
const FEW = 2;
/** Texels around a triangle that a reading between texels can reach. */
const MARGIN = 0.75;

/** Looks at the few texels, of a coarse level, that a triangle lies on. */
export function sheerOf(pyramid: Pyramid, { corners, uvs }: Geometry, triangle: number): Sheer {
  if (pyramid.opaque) return "opaque";
  const a = 2 * (corners[3 * triangle] as number);
  const b = 2 * (corners[3 * triangle + 1] as number);
  const c = 2 * (corners[3 * triangle + 2] as number);
  const left = Math.min(uvs[a] as number, uvs[b] as number, uvs[c] as number);
  const right = Math.max(uvs[a] as number, uvs[b] as number, uvs[c] as number);
  const top = Math.min(uvs[a + 1] as number, uvs[b + 1] as number, uvs[c + 1] as number);
  const bottom = Math.max(uvs[a + 1] as number, uvs[b + 1] as number, uvs[c + 1] as number);
  const wide = (right - left) * (pyramid.widths[0] as number);
  const high = (bottom - top) * (pyramid.heights[0] as number);
  const level = Math.ceil(Math.log2(Math.max(FEW, wide, high) / FEW));
  const at = Math.min(pyramid.last, level);
  const width = pyramid.widths[at] as number;
  const height = pyramid.heights[at] as number;
  const firstColumn = within(left * width - MARGIN, width);
  const lastColumn = within(right * width + MARGIN, width);
  const lastRow = within(bottom * height + MARGIN, height);
  let least = 65_535;
  let most = 0;
  for (let row = within(top * height - MARGIN, height); row <= lastRow; row++) {
    for (let column = firstColumn; column <= lastColumn; column++) {
      const texel = (pyramid.offsets[at] as number) + 4 * (row * width + column);
      const coverage = pyramid.data[texel + 3] as number;
      if (coverage < least) least = coverage;
      if (coverage > most) most = coverage;
    }
  }
  if (most === 0) return "clear";
  return least === 65_535 ? "opaque" : "mixed";
}

function within(texel: number, count: number): number {
  return Math.min(count - 1, Math.max(0, Math.floor(texel)));
}

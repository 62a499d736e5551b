import { SAMPLE_REACH } from "./samples.js";
import type { Viewport } from "./viewport.js";

/**
 * Writes the first and last column and row in which a triangle may cover a sample.
 * @param out - receives four numbers from `to` on
 * @param a - index of the first coordinate of a corner in `p`, as are `b` and `c`
 * @returns false when it covers none
 */
export function clippedBox(
  out: Int32Array,
  to: number,
  p: Float64Array,
  a: number,
  b: number,
  c: number,
  viewport: Viewport,
): boolean {
  const box: Extent = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  extend(box, p, a, viewport);
  extend(box, p, b, viewport);
  extend(box, p, c, viewport);
  cut(box, p, a, b, viewport);
  cut(box, p, b, c, viewport);
  cut(box, p, c, a, viewport);
  const first = Math.max(0, Math.ceil(box.left - 0.5 - SAMPLE_REACH));
  const last = Math.min(viewport.width - 1, Math.floor(box.right - 0.5 + SAMPLE_REACH));
  const top = Math.max(0, Math.ceil(box.top - 0.5 - SAMPLE_REACH));
  const bottom = Math.min(viewport.height - 1, Math.floor(box.bottom - 0.5 + SAMPLE_REACH));
  if (!(first <= last && top <= bottom)) return false;
  out[to] = first;
  out[to + 1] = last;
  out[to + 2] = top;
  out[to + 3] = bottom;
  return true;
}

interface Extent {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** A corner before the near plane. */
function extend(box: Extent, p: Float64Array, at: number, viewport: Viewport): void {
  const z = p[at + 2] as number;
  if (z >= viewport.nearMm) include(box, p[at] as number, p[at + 1] as number, z, viewport);
}

/** Where an edge goes through the near plane. */
function cut(box: Extent, p: Float64Array, from: number, to: number, viewport: Viewport): void {
  const { nearMm } = viewport;
  const z0 = p[from + 2] as number;
  const z1 = p[to + 2] as number;
  if (z0 >= nearMm === z1 >= nearMm) return;
  const share = (nearMm - z0) / (z1 - z0);
  const x = (p[from] as number) + share * ((p[to] as number) - (p[from] as number));
  const y = (p[from + 1] as number) + share * ((p[to + 1] as number) - (p[from + 1] as number));
  include(box, x, y, nearMm, viewport);
}

function include(box: Extent, x: number, y: number, z: number, { intrinsics }: Viewport): void {
  const u = (intrinsics.fx * x) / z + intrinsics.cx;
  const v = (intrinsics.fy * y) / z + intrinsics.cy;
  if (u < box.left) box.left = u;
  if (u > box.right) box.right = u;
  if (v < box.top) box.top = v;
  if (v > box.bottom) box.bottom = v;
}

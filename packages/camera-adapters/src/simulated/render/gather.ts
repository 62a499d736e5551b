import { LAMP_STRIDE, type Lamps } from "./lamps.js";
import type { Paint } from "./materials.js";
import { PLACE } from "./place.js";

/** What stands where in the light that falls on a place. */
export const LIGHT = {
  /** To be scattered: what a white surface sends back. */
  red: 0,
  green: 1,
  blue: 2,
  /** To be mirrored towards the lens. */
  shineRed: 3,
  shineGreen: 4,
  shineBlue: 5,
  /** Of the infrared lamp beside the lens. */
  infrared: 6,
} as const;

/** Numbers of the light on one place. */
export const LIGHT_LENGTH = 7;

/** Distance at which a white surface that faces the infrared lamp is as bright as white, mm. */
export const INFRARED_REFERENCE_MM = 500;

/**
 * Collects the light that falls on a place.
 * @param light - receives it from `to` on, see {@link LIGHT}
 */
export function gatherLight(
  place: Float64Array,
  lamps: Lamps,
  paint: Paint,
  light: Float32Array,
  to: number,
): void {
  const x = place[PLACE.x] as number;
  const y = place[PLACE.y] as number;
  const z = place[PLACE.z] as number;
  let nx = place[PLACE.normalX] as number;
  let ny = place[PLACE.normalY] as number;
  let nz = place[PLACE.normalZ] as number;
  const one = 1 / (Math.sqrt(nx * nx + ny * ny + nz * nz) || 1);
  nx *= one;
  ny *= one;
  nz *= one;
  const far = 1 / (Math.sqrt(x * x + y * y + z * z) || 1);
  const { data, ambient } = lamps;
  // Lambert's cosine, going on past the edge of the shadow; the light over the whole sphere stays the same
  const [wrapRed, wrapGreen, wrapBlue] = paint.wrap;
  const shareRed = 1 / ((1 + wrapRed) * (1 + wrapRed));
  const shareGreen = 1 / ((1 + wrapGreen) * (1 + wrapGreen));
  const shareBlue = 1 / ((1 + wrapBlue) * (1 + wrapBlue));
  const { gloss, specular } = paint;
  let red = ambient[0] as number;
  let green = ambient[1] as number;
  let blue = ambient[2] as number;
  let shineRed = 0;
  let shineGreen = 0;
  let shineBlue = 0;
  const end = lamps.count * LAMP_STRIDE;
  for (let i = 0; i < end; i += LAMP_STRIDE) {
    const square = data[i + 6] as number;
    let lx = data[i + 3] as number;
    let ly = data[i + 4] as number;
    let lz = data[i + 5] as number;
    let power = 1;
    if (square > 0) {
      lx -= x;
      ly -= y;
      lz -= z;
      const distance = lx * lx + ly * ly + lz * lz || 1;
      const near = 1 / Math.sqrt(distance);
      power = square / distance;
      lx *= near;
      ly *= near;
      lz *= near;
    }
    const facing = nx * lx + ny * ly + nz * lz;
    if (facing + wrapRed <= 0) continue;
    const lampRed = power * (data[i] as number);
    const lampGreen = power * (data[i + 1] as number);
    const lampBlue = power * (data[i + 2] as number);
    red += lampRed * shareRed * (facing + wrapRed);
    green += lampGreen * shareGreen * Math.max(0, facing + wrapGreen);
    blue += lampBlue * shareBlue * Math.max(0, facing + wrapBlue);
    if (facing <= 0 || specular === 0) continue;
    // half way between lamp and lens
    const hx = lx - x * far;
    const hy = ly - y * far;
    const hz = lz - z * far;
    const along = (nx * hx + ny * hy + nz * hz) / (Math.sqrt(hx * hx + hy * hy + hz * hz) || 1);
    let shine = 1 - (1 - along) * gloss;
    if (shine <= 0) continue;
    shine *= shine;
    shine *= shine;
    shine *= shine;
    // fades out where the lamp sets, instead of ending in an edge
    if (facing < 0.25) shine *= 4 * facing;
    shineRed += shine * lampRed;
    shineGreen += shine * lampGreen;
    shineBlue += shine * lampBlue;
  }
  light[to] = red;
  light[to + 1] = green;
  light[to + 2] = blue;
  light[to + 3] = specular * shineRed;
  light[to + 4] = specular * shineGreen;
  light[to + 5] = specular * shineBlue;
  const seen = Math.max(0, -(nx * x + ny * y + nz * z) * far);
  light[to + 6] = seen * (INFRARED_REFERENCE_MM * far) ** 2;
}

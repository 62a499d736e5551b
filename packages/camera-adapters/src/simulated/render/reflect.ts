import { INFRARED_REFERENCE_MM, LIGHT } from "./gather.js";
import type { Paint } from "./materials.js";
import { TEXEL } from "./sampler.js";

/** Skin and hair of all colours are closer to each other in infrared than in visible light. */
const INFRARED_FLOOR = 0.35;
/** Share of infrared light that a background scatters. */
const INFRARED_FAR = 0.5;

/**
 * What a place sends back of the light that falls on it.
 * @param out - receives red, green, blue, infrared, all times coverage, and coverage
 */
export function reflect(
  light: Float32Array,
  texel: Float64Array,
  paint: Paint,
  infrared: boolean,
  out: Float64Array,
): void {
  const coverage = texel[TEXEL.coverage] as number;
  const red = texel[TEXEL.red] as number;
  const green = texel[TEXEL.green] as number;
  const blue = texel[TEXEL.blue] as number;
  const { diffuse, emission } = paint;
  const shine = paint.glass && coverage > 0 ? 1 : coverage;
  out[0] =
    red * (diffuse * (light[LIGHT.red] as number) + emission) +
    shine * (light[LIGHT.shineRed] as number);
  out[1] =
    green * (diffuse * (light[LIGHT.green] as number) + emission) +
    shine * (light[LIGHT.shineGreen] as number);
  out[2] =
    blue * (diffuse * (light[LIGHT.blue] as number) + emission) +
    shine * (light[LIGHT.shineBlue] as number);
  out[4] = coverage;
  if (!infrared) return;
  let scattered = coverage * paint.infrared;
  if (scattered < 0) {
    const brightness = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    // the square root is what an eye sees: half as much contrast
    const contrast = Math.sqrt(brightness * coverage);
    scattered = diffuse * (INFRARED_FLOOR * coverage + (1 - INFRARED_FLOOR) * contrast);
  }
  out[3] = scattered * (light[LIGHT.infrared] as number);
}

/** Infrared light that a background sends back; none from too far away. */
export function farInfrared(distanceMm: number): number {
  return distanceMm > 0 ? INFRARED_FAR * (INFRARED_REFERENCE_MM / distanceMm) ** 2 : 0;
}

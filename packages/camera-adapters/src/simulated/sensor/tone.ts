import { srgbOfLinear } from "../render/tone.js";

/** Entries of the curve for light from 0 to {@link CURVE_END}. */
const LENGTH = 1 << 14;
/** Light beyond is white. */
const CURVE_END = 3;
/** From here on bright light is bent, so that it does not break off. */
const KNEE = 0.7;

/** Index into the curve for one unit of light. */
export const CURVE_SCALE: number = (LENGTH - 1) / CURVE_END;

/** The byte of each amount of light: the sRGB curve with a soft shoulder. */
export function createCurve(): Uint8Array {
  return Uint8Array.from({ length: LENGTH }, (_, i) => {
    const light = i / CURVE_SCALE;
    const rest = 1 - KNEE;
    const bent = light < KNEE ? light : 1 - rest * Math.exp((KNEE - light) / rest);
    return Math.round(255 * srgbOfLinear(bent));
  });
}

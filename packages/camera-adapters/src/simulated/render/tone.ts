/** Linear light of an sRGB byte, 0..1. @see IEC 61966-2-1 */
export const LINEAR_OF_SRGB: Float32Array = Float32Array.from({ length: 256 }, (_, byte) => {
  const value = byte / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
});

/** The sRGB value, 0..1, of linear light of 0..1. @see IEC 61966-2-1 */
export function srgbOfLinear(light: number): number {
  return light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055;
}

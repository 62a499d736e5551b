import type { Texture } from "../render/surface.js";

/** A texture of one colour. @param colour - sRGB bytes and coverage */
export function plainTexture(
  colour: readonly [red: number, green: number, blue: number, coverage?: number],
): Texture {
  const [red, green, blue, coverage = 255] = colour;
  const data = new Uint8Array(16);
  for (let i = 0; i < 16; i += 4) data.set([red, green, blue, coverage], i);
  return { width: 2, height: 2, data };
}

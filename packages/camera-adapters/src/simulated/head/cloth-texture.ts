import type { Texture } from "../render/surface.js";
import type { ClothesLook } from "./clothes-look.js";
import { createNoise } from "./noise.js";
import { smoothstep } from "./vector.js";

const SIZE = 384;

/**
 * Cloth as it lies around a body: weave, soft folds, a ribbed collar.
 * @param collar - how far down the collar reaches, 0..1 of the texture
 */
export function paintCloth(
  { kind, colour, second, striped }: ClothesLook,
  seed: number,
  collar: number,
): Texture {
  const noise = createNoise(seed ^ 0x636c6f74);
  const data = new Uint8Array(4 * SIZE * SIZE);
  for (let y = 0; y < SIZE; y++) {
    const v = (y + 0.5) / SIZE;
    const isCollar = v < collar && kind !== "shirt";
    for (let x = 0; x < SIZE; x++) {
      const u = (x + 0.5) / SIZE;
      const aside = Math.abs(u - 0.5);
      const fold = noise.at(u * 15, v * 7, 0) * smoothstep(collar, collar + 0.2, v);
      const weave =
        0.5 * noise.at(x * 0.7, y * 0.7, 3) + 0.5 * Math.sin(x * 2.1) * Math.sin(y * 2.1);
      let light = 1 + 0.07 * fold + 0.035 * weave;
      if (isCollar)
        light *= 0.93 + 0.07 * Math.sin(x * 1.05) - 0.16 * smoothstep(0.03, 0, collar - v);
      light *= 1 - 0.35 * smoothstep(0.05, 0, v);
      // arms beside the chest
      const arm = Math.abs(aside - 0.185);
      light *= 1 - 0.22 * smoothstep(0.012, 0, arm) * smoothstep(0.78, 0.92, v);
      const band = striped && !isCollar && v > collar + 0.04 && Math.sin(v * 118) > 0.35;
      const base = band ? second : colour;
      if (kind === "shirt") light *= placket(aside, v, collar);
      for (let k = 0; k < 3; k++) {
        data[4 * (y * SIZE + x) + k] = Math.min(255, (base[k] as number) * light);
      }
      data[4 * (y * SIZE + x) + 3] = 255;
    }
  }
  return { width: SIZE, height: SIZE, data };
}

/** The strip with buttons down the front of a shirt. */
function placket(aside: number, v: number, collar: number): number {
  if (collar === 0) return 1;
  const edge = smoothstep(0.0022, 0.0006, Math.abs(aside - 0.018));
  const row = (v * 14) % 1;
  const button = Math.hypot(aside * 2.2, (row - 0.5) / 14) < 0.0075 && v > collar + 0.08;
  return (1 - 0.2 * edge) * (button ? 0.62 : 1);
}

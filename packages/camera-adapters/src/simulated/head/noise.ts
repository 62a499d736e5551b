import { seededUniform } from "@sourire/core";

/** Smooth noise in space, -1..1; repeatable. */
export interface Noise {
  /** @param x - in units of the noise's grain; it repeats after 32 of them */
  at(x: number, y: number, z: number): number;
}

const SIDE = 32;
const MASK = SIDE - 1;

/** Value noise: random numbers on a lattice, blended between. The inner loop of every texture: one flat function. */
export function createNoise(seed: number): Noise {
  const uniform = seededUniform(seed);
  const values = new Float32Array(SIDE ** 3);
  for (let i = 0; i < values.length; i++) values[i] = 2 * uniform() - 1;
  return {
    at(x, y, z) {
      const ix = Math.floor(x);
      const iy = Math.floor(y);
      const iz = Math.floor(z);
      const tx = x - ix;
      const ty = y - iy;
      const tz = z - iz;
      const fx = tx * tx * (3 - 2 * tx);
      const fy = ty * ty * (3 - 2 * ty);
      const fz = tz * tz * (3 - 2 * tz);
      const x0 = ix & MASK;
      const x1 = (ix + 1) & MASK;
      const y0 = (iy & MASK) << 5;
      const y1 = ((iy + 1) & MASK) << 5;
      const z0 = (iz & MASK) << 10;
      const z1 = ((iz + 1) & MASK) << 10;
      const a = values[z0 | y0 | x0] as number;
      const b = values[z0 | y1 | x0] as number;
      const c = values[z1 | y0 | x0] as number;
      const d = values[z1 | y1 | x0] as number;
      const ax = a + fx * ((values[z0 | y0 | x1] as number) - a);
      const bx = b + fx * ((values[z0 | y1 | x1] as number) - b);
      const cx = c + fx * ((values[z1 | y0 | x1] as number) - c);
      const dx = d + fx * ((values[z1 | y1 | x1] as number) - d);
      const near = ax + fy * (bx - ax);
      return near + fz * (cx + fy * (dx - cx) - near);
    },
  };
}

import { three, type WarpKernel } from "./warp-kernel.js";

/** The first and the third byte of a word. */
const OUTER = 0x00ff00ff;
/** See `ROW_BITS` in warp-plan.ts; a copy, since a bundler may make an import a getter, which is slow in a loop. */
const BITS = 12;
const ONE = 1 << BITS;
const MASK = ONE - 1;

/**
 * Three samples an axis where pixels are left out between them: a row after the other. Such pictures are large and not in
 * the cache; there this is faster than `warpThreeSamples`, elsewhere slower.
 */
export const warpThreeSparse: WarpKernel = (plan, part, out) => {
  const { words, base, across, down, columns, rows } = part;
  const [gain1, gain2, gain3] = three(plan.gain);
  const [offset1, offset2, offset3] = three(plan.offset);
  const du = plan.du * 64;
  const dv = plan.dv * ONE;
  const across2 = (2 * across) | 0;
  const across3 = (3 * across) | 0;
  for (let j = 0; j < rows; j++) {
    const first = (part.at + j * plan.width + plan.first) | 0;
    const second = (part.at + j * plan.width + plan.second) | 0;
    const third = (part.at + j * plan.width + plan.third) | 0;
    let x = (part.u + j * plan.eu) * 64 + 0.5;
    let y = (part.v + j * plan.ev) * ONE + 0.5;
    for (let i = 0; i < columns; i = (i + 1) | 0) {
      const xi = x | 0;
      const yi = y | 0;
      x += du;
      y += dv;
      const right = xi & 63;
      const left = (64 - right) | 0;
      const lower = yi & MASK;
      let p = (Math.imul(yi >> BITS, down) + Math.imul(xi >> 6, across) + base) | 0;
      let weight = (ONE - lower) | 0;
      let sum1 = 0;
      let sum2 = 0;
      let sum3 = 0;
      for (let row = 3; row >= 0; row = (row - 1) | 0) {
        const p0 = words[p] as number;
        const p1 = words[(p + across) | 0] as number;
        const p2 = words[(p + across2) | 0] as number;
        const p3 = words[(p + across3) | 0] as number;
        const inner = ((p1 & OUTER) + (p2 & OUTER)) << 6;
        const o = (Math.imul(p0 & OUTER, left) + inner + Math.imul(p3 & OUTER, right)) | 0;
        const whole = ((p1 + p2) << 6) | 0;
        const m = ((Math.imul(p0, left) + whole + Math.imul(p3, right) - o) >>> 8) & 0xffff;
        sum1 = (sum1 + Math.imul(o & 0xffff, weight)) | 0;
        sum2 = (sum2 + Math.imul(m, weight)) | 0;
        sum3 = (sum3 + Math.imul(o >>> 16, weight)) | 0;
        weight = row === 1 ? lower : ONE;
        p = (p + down) | 0;
      }
      out[(first + i) | 0] = sum1 * gain1 + offset1;
      out[(second + i) | 0] = sum2 * gain2 + offset2;
      out[(third + i) | 0] = sum3 * gain3 + offset3;
    }
  }
};

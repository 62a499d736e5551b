import { three, type WarpKernel } from "./warp-kernel.js";

/** The first and the third byte of a word. */
const OUTER = 0x00ff00ff;
/** See `ROW_BITS` in warp-plan.ts; a copy, since a bundler may make an import a getter, which is slow in a loop. */
const BITS = 12;
const ONE = 1 << BITS;
const MASK = ONE - 1;

/** One sample: the four pixels around it. */
export const warpOneSample: WarpKernel = (plan, part, out) => {
  const { words, base, across, down, columns, rows } = part;
  const [gain1, gain2, gain3] = three(plan.gain);
  const [offset1, offset2, offset3] = three(plan.offset);
  const du = plan.du * 256;
  const dv = plan.dv * ONE;
  for (let j = 0; j < rows; j++) {
    const first = (part.at + j * plan.width + plan.first) | 0;
    const second = (part.at + j * plan.width + plan.second) | 0;
    const third = (part.at + j * plan.width + plan.third) | 0;
    let x = (part.u + j * plan.eu) * 256 + 0.5;
    let y = (part.v + j * plan.ev) * ONE + 0.5;
    for (let i = 0; i < columns; i = (i + 1) | 0) {
      const xi = x | 0;
      const yi = y | 0;
      x += du;
      y += dv;
      const right = xi & 255;
      const left = (256 - right) | 0;
      const lower = yi & MASK;
      const upper = (ONE - lower) | 0;
      const p = (Math.imul(yi >> BITS, down) + Math.imul(xi >> 8, across) + base) | 0;
      const q = (p + down) | 0;
      const p0 = words[p] as number;
      const p1 = words[(p + across) | 0] as number;
      const q0 = words[q] as number;
      const q1 = words[(q + across) | 0] as number;
      const po = (Math.imul(p0 & OUTER, left) + Math.imul(p1 & OUTER, right)) | 0;
      const qo = (Math.imul(q0 & OUTER, left) + Math.imul(q1 & OUTER, right)) | 0;
      const pm = ((Math.imul(p0, left) + Math.imul(p1, right) - po) >>> 8) & 0xffff;
      const qm = ((Math.imul(q0, left) + Math.imul(q1, right) - qo) >>> 8) & 0xffff;
      const sum1 = (Math.imul(po & 0xffff, upper) + Math.imul(qo & 0xffff, lower)) | 0;
      const sum2 = (Math.imul(pm, upper) + Math.imul(qm, lower)) | 0;
      const sum3 = (Math.imul(po >>> 16, upper) + Math.imul(qo >>> 16, lower)) | 0;
      out[(first + i) | 0] = sum1 * gain1 + offset1;
      out[(second + i) | 0] = sum2 * gain2 + offset2;
      out[(third + i) | 0] = sum3 * gain3 + offset3;
    }
  }
};

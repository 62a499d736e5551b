import { three, type WarpKernel } from "./warp-kernel.js";

/** The first and the third byte of a word. */
const OUTER = 0x00ff00ff;
/** See `ROW_BITS` in warp-plan.ts; a copy, since a bundler may make an import a getter, which is slow in a loop. */
const BITS = 12;
const ONE = 1 << BITS;
const MASK = ONE - 1;

/** Two samples an axis: nine pixels. */
export const warpTwoSamples: WarpKernel = (plan, part, out) => {
  const { words, base, across, down, columns, rows } = part;
  const [gain1, gain2, gain3] = three(plan.gain);
  const [offset1, offset2, offset3] = three(plan.offset);
  const du = plan.du * 128;
  const dv = plan.dv * ONE;
  const across2 = (2 * across) | 0;
  for (let j = 0; j < rows; j++) {
    const first = (part.at + j * plan.width + plan.first) | 0;
    const second = (part.at + j * plan.width + plan.second) | 0;
    const third = (part.at + j * plan.width + plan.third) | 0;
    let x = (part.u + j * plan.eu) * 128 + 0.5;
    let y = (part.v + j * plan.ev) * ONE + 0.5;
    for (let i = 0; i < columns; i = (i + 1) | 0) {
      const xi = x | 0;
      const yi = y | 0;
      x += du;
      y += dv;
      const right = xi & 127;
      const lower = yi & MASK;
      const p = (Math.imul(yi >> BITS, down) + Math.imul(xi >> 7, across) + base) | 0;
      const q = (p + down) | 0;
      const r = (q + down) | 0;
      const p0 = words[p] as number;
      const p1 = words[(p + across) | 0] as number;
      const p2 = words[(p + across2) | 0] as number;
      const q0 = words[q] as number;
      const q1 = words[(q + across) | 0] as number;
      const q2 = words[(q + across2) | 0] as number;
      const r0 = words[r] as number;
      const r1 = words[(r + across) | 0] as number;
      const r2 = words[(r + across2) | 0] as number;
      const p0o = p0 & OUTER;
      const q0o = q0 & OUTER;
      const r0o = r0 & OUTER;
      const po = ((p0o + (p1 & OUTER)) << 7) + Math.imul((p2 & OUTER) - p0o, right);
      const qo = ((q0o + (q1 & OUTER)) << 7) + Math.imul((q2 & OUTER) - q0o, right);
      const ro = ((r0o + (r1 & OUTER)) << 7) + Math.imul((r2 & OUTER) - r0o, right);
      const pw = ((p0 + p1) << 7) + Math.imul((p2 - p0) | 0, right);
      const qw = ((q0 + q1) << 7) + Math.imul((q2 - q0) | 0, right);
      const rw = ((r0 + r1) << 7) + Math.imul((r2 - r0) | 0, right);
      const p1st = po & 0xffff;
      const p2nd = ((pw - po) >>> 8) & 0xffff;
      const p3rd = po >>> 16;
      const sum1 = ((p1st + (qo & 0xffff)) << BITS) + Math.imul((ro & 0xffff) - p1st, lower);
      const q2nd = ((qw - qo) >>> 8) & 0xffff;
      const sum2 = ((p2nd + q2nd) << BITS) + Math.imul((((rw - ro) >>> 8) & 0xffff) - p2nd, lower);
      const sum3 = ((p3rd + (qo >>> 16)) << BITS) + Math.imul((ro >>> 16) - p3rd, lower);
      out[(first + i) | 0] = sum1 * gain1 + offset1;
      out[(second + i) | 0] = sum2 * gain2 + offset2;
      out[(third + i) | 0] = sum3 * gain3 + offset3;
    }
  }
};

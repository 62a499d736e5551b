import { three, type WarpKernel } from "./warp-kernel.js";

/** The first and the third byte of a word. */
const OUTER = 0x00ff00ff;
/** See `ROW_BITS` in warp-plan.ts; a copy, since a bundler may make an import a getter, which is slow in a loop. */
const BITS = 12;
const ONE = 1 << BITS;
const MASK = ONE - 1;

/** Three samples an axis: sixteen pixels. */
export const warpThreeSamples: WarpKernel = (plan, part, out) => {
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
      const lower = yi & MASK;
      const p = (Math.imul(yi >> BITS, down) + Math.imul(xi >> 6, across) + base) | 0;
      const q = (p + down) | 0;
      const r = (q + down) | 0;
      const s = (r + down) | 0;
      const p0 = words[p] as number;
      const p1 = words[(p + across) | 0] as number;
      const p2 = words[(p + across2) | 0] as number;
      const p3 = words[(p + across3) | 0] as number;
      const p0o = p0 & OUTER;
      const pi = (p0o + (p1 & OUTER) + (p2 & OUTER)) << 6;
      const po = (pi + Math.imul((p3 & OUTER) - p0o, right)) | 0;
      const pw = (((p0 + p1 + p2) << 6) + Math.imul((p3 - p0) | 0, right)) | 0;
      const pm = ((pw - po) >>> 8) & 0xffff;
      const s0 = words[s] as number;
      const s1 = words[(s + across) | 0] as number;
      const s2 = words[(s + across2) | 0] as number;
      const s3 = words[(s + across3) | 0] as number;
      const s0o = s0 & OUTER;
      const si = (s0o + (s1 & OUTER) + (s2 & OUTER)) << 6;
      const so = (si + Math.imul((s3 & OUTER) - s0o, right)) | 0;
      const sw = (((s0 + s1 + s2) << 6) + Math.imul((s3 - s0) | 0, right)) | 0;
      const sm = ((sw - so) >>> 8) & 0xffff;
      const q0 = words[q] as number;
      const q1 = words[(q + across) | 0] as number;
      const q2 = words[(q + across2) | 0] as number;
      const q3 = words[(q + across3) | 0] as number;
      const r0 = words[r] as number;
      const r1 = words[(r + across) | 0] as number;
      const r2 = words[(r + across2) | 0] as number;
      const r3 = words[(r + across3) | 0] as number;
      // the two rows between weigh alike: their sides and their middles are summed first
      const side = (q0 & OUTER) + (r0 & OUTER);
      const o = ((side << 6) + Math.imul((q3 & OUTER) + (r3 & OUTER) - side, right)) | 0;
      const whole = (q0 + r0) | 0;
      const w = ((whole << 6) + Math.imul((q3 + r3 - whole) | 0, right)) | 0;
      const io = ((q1 & OUTER) + (q2 & OUTER) + (r1 & OUTER) + (r2 & OUTER)) | 0;
      const iw = (((q1 + q2) | 0) + ((r1 + r2) | 0)) | 0;
      const middle1 = ((o & 0xffff) + ((io & 0xffff) << 6)) << BITS;
      const middle2 = ((((w - o) >>> 8) & 0xffff) + ((((iw - io) >>> 8) & 0xffff) << 6)) << BITS;
      const middle3 = ((o >>> 16) + ((io >>> 16) << 6)) << BITS;
      const p1st = po & 0xffff;
      const p3rd = po >>> 16;
      const sum1 = (p1st << BITS) + middle1 + Math.imul((so & 0xffff) - p1st, lower);
      const sum2 = (pm << BITS) + middle2 + Math.imul(sm - pm, lower);
      const sum3 = (p3rd << BITS) + middle3 + Math.imul((so >>> 16) - p3rd, lower);
      out[(first + i) | 0] = sum1 * gain1 + offset1;
      out[(second + i) | 0] = sum2 * gain2 + offset2;
      out[(third + i) | 0] = sum3 * gain3 + offset3;
    }
  }
};

import { three, type WarpKernel } from "./warp-kernel.js";

/** The first and the third byte of a word. */
const OUTER = 0x00ff00ff;

/** Four samples an axis that all fall on pixels: the plain mean of sixteen. */
export const warpFourAligned: WarpKernel = (plan, part, out) => {
  const { words, base, across, down, columns, rows } = part;
  const [gain1, gain2, gain3] = three(plan.gain);
  const [offset1, offset2, offset3] = three(plan.offset);
  const across2 = (2 * across) | 0;
  const across3 = (3 * across) | 0;
  const du = (plan.du * across) | 0;
  for (let j = 0; j < rows; j++) {
    const first = (part.at + j * plan.width + plan.first) | 0;
    const second = (part.at + j * plan.width + plan.second) | 0;
    const third = (part.at + j * plan.width + plan.third) | 0;
    let p = ((part.v + j * plan.ev) * down + part.u * across + base) | 0;
    for (let i = 0; i < columns; i = (i + 1) | 0) {
      const q = (p + down) | 0;
      const r = (q + down) | 0;
      const s = (r + down) | 0;
      const p0 = words[p] as number;
      const p1 = words[(p + across) | 0] as number;
      const p2 = words[(p + across2) | 0] as number;
      const p3 = words[(p + across3) | 0] as number;
      const q0 = words[q] as number;
      const q1 = words[(q + across) | 0] as number;
      const q2 = words[(q + across2) | 0] as number;
      const q3 = words[(q + across3) | 0] as number;
      const upper =
        ((p0 & OUTER) +
          (p1 & OUTER) +
          (p2 & OUTER) +
          (p3 & OUTER) +
          (q0 & OUTER) +
          (q1 & OUTER) +
          (q2 & OUTER) +
          (q3 & OUTER)) |
        0;
      const upperWhole =
        (((((p0 + p1) | 0) + ((p2 + p3) | 0)) | 0) + ((((q0 + q1) | 0) + ((q2 + q3) | 0)) | 0)) | 0;
      const r0 = words[r] as number;
      const r1 = words[(r + across) | 0] as number;
      const r2 = words[(r + across2) | 0] as number;
      const r3 = words[(r + across3) | 0] as number;
      const s0 = words[s] as number;
      const s1 = words[(s + across) | 0] as number;
      const s2 = words[(s + across2) | 0] as number;
      const s3 = words[(s + across3) | 0] as number;
      const outer =
        (upper +
          (r0 & OUTER) +
          (r1 & OUTER) +
          (r2 & OUTER) +
          (r3 & OUTER) +
          (s0 & OUTER) +
          (s1 & OUTER) +
          (s2 & OUTER) +
          (s3 & OUTER)) |
        0;
      const whole =
        (upperWhole +
          (((((r0 + r1) | 0) + ((r2 + r3) | 0)) | 0) + ((((s0 + s1) | 0) + ((s2 + s3) | 0)) | 0))) |
        0;
      p = (p + du) | 0;
      const sum1 = outer & 0xffff;
      const sum2 = ((whole - outer) >>> 8) & 0xffff;
      const sum3 = outer >>> 16;
      out[(first + i) | 0] = sum1 * gain1 + offset1;
      out[(second + i) | 0] = sum2 * gain2 + offset2;
      out[(third + i) | 0] = sum3 * gain3 + offset3;
    }
  }
};

/** Two samples an axis that all fall on pixels: the plain mean of four. */
export const warpTwoAligned: WarpKernel = (plan, part, out) => {
  const { words, base, across, down, columns, rows } = part;
  const [gain1, gain2, gain3] = three(plan.gain);
  const [offset1, offset2, offset3] = three(plan.offset);
  const du = (plan.du * across) | 0;
  for (let j = 0; j < rows; j++) {
    const first = (part.at + j * plan.width + plan.first) | 0;
    const second = (part.at + j * plan.width + plan.second) | 0;
    const third = (part.at + j * plan.width + plan.third) | 0;
    let p = ((part.v + j * plan.ev) * down + part.u * across + base) | 0;
    for (let i = 0; i < columns; i = (i + 1) | 0) {
      const q = (p + down) | 0;
      const p0 = words[p] as number;
      const p1 = words[(p + across) | 0] as number;
      const q0 = words[q] as number;
      const q1 = words[(q + across) | 0] as number;
      const outer = ((p0 & OUTER) + (p1 & OUTER) + (q0 & OUTER) + (q1 & OUTER)) | 0;
      const whole = (((p0 + p1) | 0) + ((q0 + q1) | 0)) | 0;
      p = (p + du) | 0;
      const sum2 = ((whole - outer) >>> 8) & 0xffff;
      out[(first + i) | 0] = (outer & 0xffff) * gain1 + offset1;
      out[(second + i) | 0] = sum2 * gain2 + offset2;
      out[(third + i) | 0] = (outer >>> 16) * gain3 + offset3;
    }
  }
};

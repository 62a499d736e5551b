import type { PixelImage } from "../kernel/frame.js";
import type { WarpPlan } from "./warp-plan.js";

/** Writes one row of the crop; (x, y) is its first centre, as an index of the picture's pixels. */
export function warpRow(
  image: PixelImage,
  plan: WarpPlan,
  x: number,
  y: number,
  out: Float32Array,
  at: number,
): void {
  const { data, stride, width, height } = image;
  const { pixel, green, blue, count, plane, dx, dy, tapX, tapY, reachX, reachY, sum } = plan;
  const [gainR, gainG, gainB] = plan.gain as unknown as readonly [number, number, number];
  const [offsetR, offsetG, offsetB] = plan.offset as unknown as readonly [number, number, number];
  const redAt = at + plan.red * plane;
  const greenAt = at + plane;
  const blueAt = at + (2 - plan.red) * plane;
  const taps = tapX.length;
  const right = width - 1 - reachX;
  const bottom = height - 1 - reachY;
  for (let i = 0; i < count; i++) {
    const u = x + i * dx;
    const v = y + i * dy;
    let r = 0;
    let g = 0;
    let b = 0;
    if (u >= reachX && v >= reachY && u < right && v < bottom) {
      for (let t = 0; t < taps; t++) {
        const tu = u + (tapX[t] as number);
        const tv = v + (tapY[t] as number);
        const x0 = tu | 0;
        const y0 = tv | 0;
        const fx = tu - x0;
        const fy = tv - y0;
        const w11 = fx * fy;
        const w10 = fx - w11;
        const w01 = fy - w11;
        const w00 = 1 - fx - w01;
        const p = y0 * stride + x0 * pixel;
        const q = p + stride;
        // inside the picture by the test above: `as number` costs nothing at run time
        r +=
          (data[p] as number) * w00 +
          (data[p + pixel] as number) * w10 +
          (data[q] as number) * w01 +
          (data[q + pixel] as number) * w11;
        g +=
          (data[p + green] as number) * w00 +
          (data[p + pixel + green] as number) * w10 +
          (data[q + green] as number) * w01 +
          (data[q + pixel + green] as number) * w11;
        b +=
          (data[p + blue] as number) * w00 +
          (data[p + pixel + blue] as number) * w10 +
          (data[q + blue] as number) * w01 +
          (data[q + pixel + blue] as number) * w11;
      }
    } else {
      sumAtBorder(image, plan, u, v);
      r = sum[0] as number;
      g = sum[1] as number;
      b = sum[2] as number;
    }
    out[redAt + i] = r * gainR + offsetR;
    out[greenAt + i] = g * gainG + offsetG;
    out[blueAt + i] = b * gainB + offsetB;
  }
}

/** Samples a pixel whose footprint leaves the picture; answers in `plan.sum`. */
function sumAtBorder(image: PixelImage, plan: WarpPlan, u: number, v: number): void {
  const { data, stride, width, height } = image;
  const { pixel, green, blue, tapX, tapY, reachX, reachY, sum, outside } = plan;
  const taps = tapX.length;
  const right = width - 1;
  const bottom = height - 1;
  if (
    outside >= 0 &&
    (u < -1 - reachX || v < -1 - reachY || u > width + reachX || v > height + reachY)
  ) {
    sum.fill(taps * outside);
    return;
  }
  sum.fill(0);
  for (let t = 0; t < taps; t++) {
    const x0 = Math.floor(u + (tapX[t] as number));
    const y0 = Math.floor(v + (tapY[t] as number));
    const fx = u + (tapX[t] as number) - x0;
    const fy = v + (tapY[t] as number) - y0;
    for (let corner = 0; corner < 4; corner++) {
      const cx = x0 + (corner & 1);
      const cy = y0 + (corner >> 1);
      const weight = (corner & 1 ? fx : 1 - fx) * (corner >> 1 ? fy : 1 - fy);
      const inside = cx >= 0 && cy >= 0 && cx <= right && cy <= bottom;
      if (!inside && outside >= 0) {
        for (let k = 0; k < 3; k++) sum[k] = (sum[k] as number) + weight * outside;
        continue;
      }
      const px = cx < 0 ? 0 : Math.min(cx, right);
      const py = cy < 0 ? 0 : Math.min(cy, bottom);
      const p = py * stride + px * pixel;
      sum[0] = (sum[0] as number) + weight * (data[p] as number);
      sum[1] = (sum[1] as number) + weight * (data[p + green] as number);
      sum[2] = (sum[2] as number) + weight * (data[p + blue] as number);
    }
  }
}

import { boxMean, type Plane } from "./box-mean.js";

/**
 * Smooths a plane, but lets its edges follow those of a guide.
 * @param guide - grey, 0..1
 * @param softness - variance of the guide below which there is no edge
 * @see He, Sun and Tang, "Guided image filtering", IEEE TPAMI 35(6), 2013
 */
export function guidedFilter(plane: Plane, guide: Plane, radius: number, softness: number): Plane {
  const product = (a: Plane, b: Plane): Plane => map(a, b, (p, q) => p * q);
  const meanGuide = boxMean(guide, radius);
  const meanPlane = boxMean(plane, radius);
  const meanBoth = boxMean(product(guide, plane), radius);
  const meanSquare = boxMean(product(guide, guide), radius);
  const slope = { ...plane, data: new Float32Array(plane.data.length) };
  const offset = { ...plane, data: new Float32Array(plane.data.length) };
  for (let i = 0; i < plane.data.length; i++) {
    const g = meanGuide.data[i] as number;
    const p = meanPlane.data[i] as number;
    const variance = (meanSquare.data[i] as number) - g * g;
    const a = ((meanBoth.data[i] as number) - g * p) / (variance + softness);
    slope.data[i] = a;
    offset.data[i] = p - a * g;
  }
  const smoothSlope = product(boxMean(slope, radius), guide);
  return map(smoothSlope, boxMean(offset, radius), (a, b) => a + b);
}

function map(a: Plane, b: Plane, both: (p: number, q: number) => number): Plane {
  return { ...a, data: a.data.map((v, i) => both(v, b.data[i] as number)) };
}

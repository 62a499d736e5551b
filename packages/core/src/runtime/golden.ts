import { base64url } from "../kernel/bytes.js";
import type { ModelFile } from "./model-pack.js";

/** What a right backend answers to the made-up picture. */
export type Golden = NonNullable<ModelFile["golden"]>;

/** Values kept of one output: enough that a wrong operator shows, few enough to lie in a manifest. */
const SAMPLE = 64;

/**
 * Which values of an output are kept: evenly spread, by a step that shares no factor with the length, so
 * that the sample meets every channel and coordinate and not always the same one.
 * @param length - number of values of the output, >= 1
 * @returns different positions, at most 64
 */
export function samplePositions(length: number): readonly number[] {
  const count = Math.min(length, SAMPLE);
  let step = Math.ceil(length / SAMPLE);
  while (commonFactor(step, length) !== 1) step++;
  return Array.from({ length: count }, (_, i) => (i * step) % length);
}

/** The kept values of an output. @param values - all of them */
export function sampleOf(values: Float32Array): Float32Array {
  return Float32Array.from(samplePositions(values.length), (at) => values[at] ?? Number.NaN);
}

/** Writes sampled values as the manifest holds them: float32, little endian, base64. */
export function encodeSample(sample: Float32Array): string {
  const bytes = new Uint8Array(4 * sample.length);
  const view = new DataView(bytes.buffer);
  sample.forEach((value, i) => {
    view.setFloat32(4 * i, value, true);
  });
  const text = base64url.encode(bytes).replaceAll("-", "+").replaceAll("_", "/");
  return text.padEnd(4 * Math.ceil(text.length / 4), "=");
}

/**
 * Reads sampled values.
 * @returns `undefined` when the text does not hold the sample of an output of that length
 */
export function decodeSample(text: string, length: number): Float32Array | undefined {
  const bytes = base64url.decode(text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, ""));
  const count = Math.min(length, SAMPLE);
  if (bytes.length !== 4 * count) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sample = Float32Array.from({ length: count }, (_, i) => view.getFloat32(4 * i, true));
  return sample.every(Number.isFinite) ? sample : undefined;
}

function commonFactor(a: number, b: number): number {
  return b === 0 ? a : commonFactor(b, a % b);
}

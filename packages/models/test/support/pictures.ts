import { seededUniform } from "@sourire/core";
import sharp from "sharp";
import { samplePhotograph } from "./sources.js";

/** RGB bytes of the whole photograph, letterboxed to a square. */
export async function wholePhotograph(size: number): Promise<Uint8Array> {
  const fit = { fit: "contain", background: "#000" } as const;
  return sharp(samplePhotograph()).resize(size, size, fit).removeAlpha().raw().toBuffer();
}

/** RGB bytes of the face at the left of the photograph, with about 1.5 times its box. */
export async function faceInPhotograph(size: number): Promise<Uint8Array> {
  const box = { left: 316, top: 300, width: 360, height: 360 };
  return sharp(samplePhotograph()).extract(box).resize(size, size).removeAlpha().raw().toBuffer();
}

/** Random RGB bytes. */
export function noise(size: number, seed: number): Uint8Array {
  const next = seededUniform(seed);
  return Uint8Array.from({ length: size * size * 3 }, () => Math.floor(next() * 256));
}

/** (byte - mean) / scale, as a manifest's input contract says; height x width x channels. */
export function normalise(
  bytes: Uint8Array,
  { mean, scale }: { readonly mean: readonly number[]; readonly scale: readonly number[] },
): Float32Array {
  return Float32Array.from(bytes, (byte, i) => {
    return (byte - (mean[i % 3] ?? Number.NaN)) / (scale[i % 3] ?? Number.NaN);
  });
}

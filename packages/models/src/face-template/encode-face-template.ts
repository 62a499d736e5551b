import type { DerivedTemplate } from "./derive-face-template.js";

/** Writes a template as `face-template.json`; `parseFaceTemplate` of core reads it. */
export function encodeFaceTemplate({ points, triangles, mirror }: DerivedTemplate): Uint8Array {
  const json = { schema: 1, points: [...points], triangles: triangles.flat(), mirror };
  return new TextEncoder().encode(`${JSON.stringify(json)}\n`);
}

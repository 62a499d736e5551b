import { MASK, MASK_CHANNELS } from "./masks.js";
import type { SkinCanvas } from "./skin-canvas.js";
import type { Colour, SkinLook } from "./skin-look.js";
import { dab, type Sheet } from "./strokes.js";

/** Of a face full of them. */
const FRECKLES = 1100;
/** Of old skin. */
const SPOTS = 46;

/** Draws freckles, most of them where the sun meets the face, and the larger, paler spots of old skin. */
export function drawFreckles(
  sheet: Sheet,
  canvas: SkinCanvas,
  { tone, freckles, age }: SkinLook,
  uniform: () => number,
): void {
  const brown: Colour = [tone[0] * 0.72, tone[1] * 0.53, tone[2] * 0.4];
  scatter(canvas, uniform, FRECKLES * freckles, 1.1, (x, y) => {
    const radius = (0.0012 + 0.0018 * uniform() ** 3) * sheet.width;
    dot(sheet, x, y, radius, brown, 0.2 + 0.4 * uniform() ** 2);
  });
  const pale: Colour = [tone[0] * 0.84, tone[1] * 0.7, tone[2] * 0.58];
  scatter(canvas, uniform, SPOTS * Math.max(0, age - 0.5), 0.3, (x, y) => {
    const radius = (0.003 + 0.004 * uniform()) * sheet.width;
    dot(sheet, x, y, radius, pale, 0.12 + 0.2 * uniform());
  });
}

/** Calls `draw` at so many places of the skin, more often where it is red. */
function scatter(
  { size, uvs, triangles, masks }: SkinCanvas,
  uniform: () => number,
  count: number,
  red: number,
  draw: (x: number, y: number) => void,
): void {
  const all = triangles.length / 3;
  let left = Math.round(count);
  for (let tries = 0; tries < 50_000 && left > 0; tries++) {
    const corner = 3 * Math.floor(uniform() * all);
    const index = triangles[corner] as number;
    const where = masks[index * MASK_CHANNELS + MASK.red] as number;
    const lip = masks[index * MASK_CHANNELS + MASK.lip] as number;
    const a = uniform();
    const b = uniform() * (1 - a);
    if (lip > 0.1 || uniform() > 0.02 + red * where ** 1.2) continue;
    const at = (k: number): number => {
      const p = uvs[2 * index + k] as number;
      const q = uvs[2 * (triangles[corner + 1] as number) + k] as number;
      const r = uvs[2 * (triangles[corner + 2] as number) + k] as number;
      return (p + a * (q - p) + b * (r - p)) * size - 0.5;
    };
    draw(at(0), at(1));
    left--;
  }
}

function dot(
  sheet: Sheet,
  cx: number,
  cy: number,
  radius: number,
  colour: Colour,
  strength: number,
): void {
  const reach = Math.ceil(2 * radius);
  const column = Math.round(cx);
  const row = Math.round(cy);
  for (let y = Math.max(0, row - reach); y <= Math.min(sheet.height - 1, row + reach); y++) {
    for (let x = Math.max(0, column - reach); x <= Math.min(sheet.width - 1, column + reach); x++) {
      const square = ((x - cx) ** 2 + (y - cy) ** 2) / radius ** 2;
      const alpha = strength * Math.exp(-square);
      if (alpha > 0.01) dab(sheet, y * sheet.width + x, colour, alpha);
    }
  }
}

import type { Canvas } from "./canvas.js";
import type { Geometry } from "./geometry.js";

/** Neighbours whose planes differ by less (cosine) are one smooth skin: a pixel is lit once for both. */
const SMOOTH = 0.8;
/** ... and whose distances differ by less than this share. */
const CLOSE = 0.01;

/** Memory for the groups of one pixel. */
interface Groups {
  readonly triangles: Int32Array;
  readonly masks: Int32Array;
}

/** Whether the solid samples of a pixel show one smooth skin, the one in its middle. */
export function isSmooth(canvas: Canvas, geometry: Geometry, pixel: number): boolean {
  const { owner, nearness } = canvas;
  const triangle = canvas.middleOwner[pixel] as number;
  const here = canvas.middleNearness[pixel] as number;
  let known = triangle;
  for (let i = 4 * pixel; i < 4 * pixel + 4; i++) {
    const other = owner[i] as number;
    if (other !== known && !isOneSkin(geometry, triangle, other)) return false;
    known = other;
    if (Math.abs((nearness[i] as number) - here) > CLOSE * here) return false;
  }
  return true;
}

/** Sorts the solid samples of a pixel by what they show. @returns the number of groups, 1..4 */
export function groupSamples(
  { triangles, masks }: Groups,
  canvas: Canvas,
  geometry: Geometry,
  pixel: number,
): number {
  const { owner, nearness } = canvas;
  const at = 4 * pixel;
  let count = 0;
  for (let i = 0; i < 4; i++) {
    const triangle = owner[at + i] as number;
    const here = nearness[at + i] as number;
    let group = 0;
    for (; group < count; group++) {
      const other = triangles[group] as number;
      if (other === triangle) break;
      const there = nearness[at + firstOf(masks[group] as number)] as number;
      if (isOneSkin(geometry, other, triangle) && Math.abs(here - there) <= CLOSE * there) break;
    }
    if (group === count) {
      triangles[count] = triangle;
      masks[count++] = 0;
    }
    masks[group] = (masks[group] as number) | (1 << i);
  }
  return count;
}

function firstOf(mask: number): number {
  return (mask & 1) !== 0 ? 0 : (mask & 2) !== 0 ? 1 : (mask & 4) !== 0 ? 2 : 3;
}

/** Two triangles of one surface that bend little against each other; or twice nothing. */
function isOneSkin({ surfaces, turned, faces }: Geometry, a: number, b: number): boolean {
  if (a === b) return true;
  if (a === 0 || b === 0) return false;
  if (surfaces[a] !== surfaces[b] || turned[a] !== turned[b]) return false;
  const along =
    (faces[3 * a] as number) * (faces[3 * b] as number) +
    (faces[3 * a + 1] as number) * (faces[3 * b + 1] as number) +
    (faces[3 * a + 2] as number) * (faces[3 * b + 2] as number);
  return along >= SMOOTH;
}

import { BYTES_PER_PIXEL, type PixelImage } from "../../src/kernel/frame.js";
import type { Box } from "../../src/kernel/geometry.js";
import { seededUniform } from "../../src/kernel/random.js";

/** SYNTHETIC: what stands before a wall, and how it is lit. */
export interface SceneScript {
  readonly width?: number;
  readonly height?: number;
  /** Faces, the nearest last. */
  readonly faces?: readonly Box[];
  /** Faces behind those. */
  readonly behind?: readonly Box[];
  /** How much of the faces behind shows, 0..1: somebody who steps out of the dark. @defaultValue 1 */
  readonly visible?: number;
  /** Factor on the light. */
  readonly gain?: number;
  /** Added to it, levels. */
  readonly offset?: number;
  /** Spread of the sensor's noise (uniform, same standard deviation), levels. */
  readonly noise?: number;
  readonly seed?: number;
}

/**
 * A `gray8` picture of a wall that is lit from the left, with a door frame, and of faces of the wall's own mean
 * brightness: only brows, eyes, nose and mouth stand out, by 25 to 45 levels, as on real faces.
 */
export function paintScene(script: SceneScript = {}): PixelImage {
  const {
    width = 640,
    height = 360,
    faces = [],
    behind = [],
    gain = 1,
    offset = 0,
    visible = 1,
  } = script;
  const { noise = 0, seed = 1 } = script;
  const next = seededUniform(seed);
  const reach = noise * Math.sqrt(12);
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let level = 140 - (40 * x) / width - (x > 0.8 * width && x < 0.85 * width ? 60 : 0);
      for (const face of behind) {
        const own = faceLevel(face, x + 0.5, y + 0.5) ?? level;
        level += visible * (own - level);
      }
      for (const face of faces) level = faceLevel(face, x + 0.5, y + 0.5) ?? level;
      const light = gain * level + offset + (noise === 0 ? 0 : reach * (next() - 0.5));
      data[y * width + x] = Math.min(255, Math.max(0, Math.round(light)));
    }
  }
  return { format: "gray8", width, height, stride: width, data };
}

/** Brightness of a face's pixel; `undefined` beside it. */
function faceLevel(face: Box, x: number, y: number): number | undefined {
  const u = (x - face.x) / face.width;
  const v = (y - face.y) / face.height;
  if ((u - 0.5) ** 2 + (v - 0.5) ** 2 > 0.25) return undefined;
  const side = Math.abs(u - 0.5);
  if (v < 0.2) return 155; // forehead
  if (v < 0.45 && side > 0.08 && side < 0.38) return 75; // brows and eyes
  if (v > 0.68 && v < 0.8 && side < 0.2) return 85; // mouth
  return side < 0.12 ? 150 : 118; // nose and cheeks
}

/** Another pixel format of a grey picture; `pad` bytes of garbage end each row. */
export function withBytesBetween(image: PixelImage, pad: number): PixelImage {
  const { width, height, stride, data, format } = image;
  const row = width * BYTES_PER_PIXEL[format];
  const out = new Uint8Array((row + pad) * height).fill(99);
  for (let y = 0; y < height; y++) {
    out.set(data.subarray(y * stride, y * stride + row), y * (row + pad));
  }
  return { ...image, stride: row + pad, data: out };
}

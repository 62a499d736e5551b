import { smoothstep } from "../head/vector.js";
import type { Texture } from "../render/surface.js";
import { personAt } from "./body-shape.js";
import type { Plane } from "./box-mean.js";
import { createColourModel } from "./colour-model.js";
import { guidedFilter } from "./guided-filter.js";
import { keepConnected } from "./keep-connected.js";

/** Wider pictures are shrunk for the matte, pixels. */
const MATTE_SIDE = 240;
/** Rounds of learning the colours of person and background and judging anew. */
const ROUNDS = 3;

/** Where the person is: 0 background, 1 person; as fine as it needs to be. */
export interface Matte {
  /** The answer. */
  readonly plane: Plane;
  /** Pixels of the picture for one pixel of the plane. */
  readonly step: number;
}

/**
 * Tells a person from the background: by where a person usually is, by the colours that are only inside or only
 * outside, and by the picture's edges. It needs no network and is right about most hair, not about every strand.
 * @param picture - of one person
 * @param toHead - from pixels of the picture to mm beside the face
 * @param isFace - whether a pixel surely is the face
 */
export function matteOf(
  picture: Texture,
  toHead: (x: number, y: number) => readonly [x: number, y: number],
  isFace: (x: number, y: number) => boolean,
): Matte {
  const step = Math.max(1, Math.round(Math.max(picture.width, picture.height) / MATTE_SIDE));
  const small = shrunk(picture, step);
  const { width, height } = small;
  const usual = plane(width, height, (x, y) => {
    if (isFace((x + 0.5) * step, (y + 0.5) * step)) return 1;
    const [headX, headY] = toHead((x + 0.5) * step, (y + 0.5) * step);
    return personAt(headX, headY);
  });
  const guide = plane(width, height, (x, y) => grey(small, y * width + x));
  let person = usual;
  for (let round = 0; round < ROUNDS; round++) {
    const model = createColourModel(small, person);
    const judged = plane(width, height, (x, y) => {
      const i = y * width + x;
      const before = usual.data[i] as number;
      if (before <= 0.01 || before >= 0.99) return before;
      const inside = before * model.inside(i);
      return inside / (inside + (1 - before) * model.outside(i));
    });
    person = guidedFilter(judged, guide, 4, 0.001);
  }
  const [midX, midY] = middle(usual);
  const firm = plane(width, height, (x, y) =>
    usual.data[y * width + x] === 1
      ? 1
      : smoothstep(0.38, 0.72, person.data[y * width + x] as number),
  );
  return { plane: keepConnected(firm, midX, midY), step };
}

function plane(width: number, height: number, at: (x: number, y: number) => number): Plane {
  const data = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data[y * width + x] = at(x, y);
  }
  return { width, height, data };
}

/** The pixel that is surest. */
function middle({ width, data }: Plane): [x: number, y: number] {
  let [x, y, n] = [0, 0, 0];
  for (let i = 0; i < data.length; i++) {
    if ((data[i] as number) < 0.99) continue;
    x += i % width;
    y += Math.floor(i / width);
    n++;
  }
  return [Math.round(x / Math.max(1, n)), Math.round(y / Math.max(1, n))];
}

function grey({ data }: Texture, i: number): number {
  const [r = 0, g = 0, b = 0] = data.subarray(4 * i, 4 * i + 3);
  return (0.3 * r + 0.59 * g + 0.11 * b) / 255;
}

function shrunk({ width, data, height }: Texture, step: number): Texture {
  const [w, h] = [Math.max(1, Math.floor(width / step)), Math.max(1, Math.floor(height / step))];
  const out = new Uint8Array(w * h * 4);
  for (let i = 0; i < w * h; i++) {
    const sum = [0, 0, 0];
    for (let k = 0; k < step * step; k++) {
      const x = (i % w) * step + (k % step);
      const y = Math.floor(i / w) * step + Math.floor(k / step);
      for (let c = 0; c < 3; c++) {
        sum[c] = (sum[c] as number) + (data[4 * (y * width + x) + c] as number);
      }
    }
    for (let c = 0; c < 3; c++) out[4 * i + c] = Math.round((sum[c] as number) / (step * step));
    out[4 * i + 3] = 255;
  }
  return { width: w, height: h, data: out };
}

import { seededUniform } from "@sourire/core";
import type { Texture } from "../render/surface.js";

/** Pixels: enough for a room that is out of focus. */
const WIDTH = 320;
const HEIGHT = 240;

/** Colours of a room: wall above, wall below, wood, lamps; sRGB. */
interface Palette {
  readonly top: Colour;
  readonly bottom: Colour;
  readonly wood: Colour;
  readonly lamp: Colour;
}
type Colour = readonly [red: number, green: number, blue: number];

const PALETTES: readonly Palette[] = [
  { top: [126, 138, 146], bottom: [74, 82, 90], wood: [108, 84, 62], lamp: [255, 222, 170] },
  { top: [150, 139, 124], bottom: [92, 80, 70], wood: [84, 58, 42], lamp: [255, 208, 150] },
  { top: [112, 134, 124], bottom: [66, 82, 76], wood: [122, 98, 70], lamp: [255, 236, 200] },
  { top: [142, 134, 150], bottom: [80, 76, 92], wood: [98, 76, 66], lamp: [255, 216, 176] },
];

/**
 * A shop behind the payer, out of focus: a wall, shelves with goods, lamps that have become discs.
 * @param seed - the same seed is the same shop
 */
export function createRoom(seed: number): Texture {
  const uniform = seededUniform(seed ^ 0x524f4f4d);
  const palette = PALETTES[Math.floor(uniform() * PALETTES.length)] as Palette;
  const picture = new Float32Array(WIDTH * HEIGHT * 3);
  paintWall(picture, palette);
  for (let shelf = 0; shelf < 3; shelf++) paintShelf(picture, palette, uniform, 58 + 46 * shelf);
  const soft = blur(blur(picture, 7), 5);
  for (let i = 0; i < 9; i++) paintLamp(soft, palette.lamp, uniform);
  return { width: WIDTH, height: HEIGHT, data: toBytes(blur(soft, 1)) };
}

function paintWall(out: Float32Array, { top, bottom }: Palette): void {
  for (let y = 0; y < HEIGHT; y++) {
    const t = y / (HEIGHT - 1);
    for (let x = 0; x < WIDTH; x++) {
      // lighter where a window would be, at the left
      const light = 1.12 - 0.3 * (x / WIDTH) - 0.1 * t;
      for (let c = 0; c < 3; c++) {
        const wall = (top[c] as number) * (1 - t) + (bottom[c] as number) * t;
        out[(y * WIDTH + x) * 3 + c] = wall * light;
      }
    }
  }
}

/** A board with goods on it, at one side of the room. */
function paintShelf(out: Float32Array, { wood }: Palette, uniform: () => number, y: number): void {
  const left = uniform() < 0.5 ? 0 : 170;
  const right = left + 150;
  fill(out, [left, y, right, y + 5], wood);
  for (let x = left + 4; x < right - 8; ) {
    const width = 7 + 16 * uniform();
    const height = 12 + 22 * uniform();
    const tone = 0.55 + 0.6 * uniform();
    const goods: Colour = [70 + 120 * uniform(), 70 + 90 * uniform(), 60 + 90 * uniform()];
    fill(
      out,
      [x, y - height, Math.min(right, x + width), y],
      [goods[0] * tone, goods[1] * tone, goods[2] * tone],
    );
    x += width + 3 + 6 * uniform();
  }
}

function fill(
  out: Float32Array,
  [x0, y0, x1, y1]: readonly [number, number, number, number],
  colour: Colour,
): void {
  for (let y = Math.max(0, Math.floor(y0)); y < Math.min(HEIGHT, y1); y++) {
    for (let x = Math.max(0, Math.floor(x0)); x < Math.min(WIDTH, x1); x++) {
      out.set(colour, (y * WIDTH + x) * 3);
    }
  }
}

/** A lamp that the lens turns into a soft disc. */
function paintLamp(out: Float32Array, lamp: Colour, uniform: () => number): void {
  const [cx, cy, radius] = [uniform() * WIDTH, uniform() * 0.4 * HEIGHT, 5 + 8 * uniform()];
  const strength = 0.18 + 0.3 * uniform();
  const reach = Math.ceil(radius) + 2;
  for (let y = Math.floor(cy) - reach; y <= cy + reach; y++) {
    for (let x = Math.floor(cx) - reach; x <= cx + reach; x++) {
      if (x < 0 || y < 0 || x >= WIDTH || y >= HEIGHT) continue;
      const share = Math.min(1, Math.max(0, radius + 1 - Math.hypot(x - cx, y - cy)));
      for (let c = 0; c < 3; c++) {
        const at = (y * WIDTH + x) * 3 + c;
        out[at] = (out[at] as number) + share * strength * ((lamp[c] as number) * 0.8);
      }
    }
  }
}

/** A box filter along both axes; edges are repeated. */
function blur(picture: Float32Array, radius: number): Float32Array {
  const across = blurLines(picture, radius, { lines: HEIGHT, length: WIDTH, line: WIDTH, step: 1 });
  return blurLines(across, radius, { lines: WIDTH, length: HEIGHT, line: 1, step: WIDTH });
}

interface Axis {
  readonly lines: number;
  readonly length: number;
  readonly line: number;
  readonly step: number;
}

function blurLines(picture: Float32Array, radius: number, axis: Axis): Float32Array {
  const { lines, length, line, step } = axis;
  const out = new Float32Array(picture.length);
  const window = 2 * radius + 1;
  for (let l = 0; l < lines; l++) {
    for (let c = 0; c < 3; c++) {
      const at = (k: number): number =>
        picture[(l * line + Math.min(length - 1, Math.max(0, k)) * step) * 3 + c] as number;
      let sum = 0;
      for (let k = -radius; k <= radius; k++) sum += at(k);
      for (let k = 0; k < length; k++) {
        out[(l * line + k * step) * 3 + c] = sum / window;
        sum += at(k + radius + 1) - at(k - radius);
      }
    }
  }
  return out;
}

function toBytes(picture: Float32Array): Uint8Array {
  const data = new Uint8Array(WIDTH * HEIGHT * 4).fill(255);
  for (let i = 0; i < WIDTH * HEIGHT; i++) {
    for (let c = 0; c < 3; c++) {
      data[4 * i + c] = Math.min(255, Math.max(0, Math.round(picture[3 * i + c] as number)));
    }
  }
  return data;
}

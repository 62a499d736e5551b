import type { Mesh, Texture } from "../../render/surface.js";
import { createGrid, shadeTube } from "../grid-mesh.js";
import { createNoise } from "../noise.js";
import { setPoint, smoothstep, type Vec } from "../vector.js";
import type { HairLook } from "./hair-look.js";
import { combed, type StrandColour } from "./strands.js";

const ROWS = 13;
const COLUMNS = 25;

/** A knot of hair: a flattened ball with a dent where it is wound. */
export function createBun(centre: Vec, radius: number): Mesh {
  const mesh = createGrid(ROWS, COLUMNS);
  for (let row = 0; row < ROWS; row++) {
    const fall = (Math.PI * row) / (ROWS - 1);
    for (let column = 0; column < COLUMNS; column++) {
      const turn = (2 * Math.PI * column) / (COLUMNS - 1);
      const twist = 1 + 0.05 * Math.sin(3 * turn + 5 * fall);
      const out = radius * Math.sin(fall) * twist;
      setPoint(mesh.positions, row * COLUMNS + column, [
        centre[0] + out * Math.sin(turn),
        centre[1] - 0.78 * radius * Math.cos(fall) * (1 - 0.16 * Math.exp(-((fall / 0.5) ** 2))),
        centre[2] - out * Math.cos(turn),
      ]);
    }
  }
  mesh.triangles.reverse();
  shadeTube(mesh);
  return mesh;
}

/** Strands wound around it. */
export function paintBun(look: HairLook, seed: number): Texture {
  const width = 384;
  const height = 128;
  const data = new Uint8Array(4 * width * height);
  const noise = createNoise(seed ^ 0x62756e);
  const out: StrandColour = { rgb: [0, 0, 0], strand: 0 };
  for (let y = 0; y < height; y++) {
    const v = (y + 0.5) / height;
    for (let x = 0; x < width; x++) {
      const turn = (2 * Math.PI * (x + 0.5)) / width;
      // it winds three times; the seam of the texture lies behind
      const across = 74 * v + 8 * Math.sin(turn + 3 * v);
      const sheen = Math.exp(-(((v - 0.3) / 0.1) ** 2)) * 0.8;
      combed(
        out,
        noise,
        look,
        { across, turn: 20 * Math.cos(turn), along: 30 * Math.sin(turn) },
        sheen,
      );
      const shade = 0.6 + 0.4 * smoothstep(1, 0.6, v);
      const at = 4 * (y * width + x);
      for (let k = 0; k < 3; k++) data[at + k] = Math.min(255, (out.rgb[k] as number) * shade);
      data[at + 3] = 255;
    }
  }
  return { width, height, data };
}

import { seededUniform } from "@sourire/core";
import type { Placement } from "../render/scene.js";
import type { Surface, Texture } from "../render/surface.js";
import { gridMesh } from "../shape/grid-mesh.js";

/** The front of a display, in which the room behind the camera is seen faintly. */
export interface Glass {
  /** For the renderer. */
  readonly surface: Surface;
  /** Moves the reflection to where it is seen from the lens. */
  reflect(placement: Placement): void;
}

const SIDE = 160;
/** Tangent of the angle from the axis to the edge of the room's picture. */
const REACH = 1.7;
/** Before the display, mm. */
const LEAD_MM = 0.6;

export function createGlass(widthMm: number, heightMm: number, seed: number): Glass {
  const mesh = gridMesh(8, 12, (u, v) => [(u - 0.5) * widthMm, (v - 0.5) * heightMm, -LEAD_MM]);
  return {
    surface: {
      mesh,
      material: {
        texture: paintRoom(seed),
        diffuse: 0,
        specular: 0.5,
        shininess: 300,
        emission: 0.9,
        blended: true,
        twoSided: false,
        infrared: 0,
        depth: "unseen",
      },
    },
    reflect({ rotation: r, translation: t }) {
      const normal = [-r[2], -r[5], -r[8]] as const;
      for (let i = 0; i < mesh.uvs.length / 2; i++) {
        const [x = 0, y = 0, z = 0] = mesh.positions.subarray(3 * i, 3 * i + 3);
        const sight = [
          r[0] * x + r[1] * y + r[2] * z + t[0],
          r[3] * x + r[4] * y + r[5] * z + t[1],
          r[6] * x + r[7] * y + r[8] * z + t[2],
        ] as const;
        const along = sight[0] * normal[0] + sight[1] * normal[1] + sight[2] * normal[2];
        const back = Math.max(1, -(sight[2] - 2 * along * normal[2]));
        mesh.uvs[2 * i] = 0.5 + (0.5 * (sight[0] - 2 * along * normal[0])) / back / REACH;
        mesh.uvs[2 * i + 1] = 0.5 + (0.5 * (sight[1] - 2 * along * normal[1])) / back / REACH;
      }
    },
  };
}

/** What stands behind the camera: a window, a lamp or two, a pale ceiling; coverage is its brightness. */
function paintRoom(seed: number): Texture {
  const uniform = seededUniform(seed ^ 0x474c4153);
  const side = uniform() < 0.5 ? 0 : 1;
  const left = side === 0 ? 0.1 + 0.14 * uniform() : 0.58 + 0.12 * uniform();
  const window = { left, top: 0.16 + 0.1 * uniform(), width: 0.24, height: 0.34 };
  const lamps = Array.from(
    { length: 2 },
    () => [uniform(), 0.08 + 0.22 * uniform(), 0.03] as const,
  );
  const data = new Uint8Array(4 * SIDE * SIDE);
  for (let i = 0; i < SIDE * SIDE; i++) {
    const [u, v] = [((i % SIDE) + 0.5) / SIDE, (Math.floor(i / SIDE) + 0.5) / SIDE];
    let light = 8 + 20 * Math.max(0, 0.5 - v);
    light += 88 * pane(u, v, window);
    for (const [x, y, radius] of lamps) {
      light += 120 * Math.exp(-(((u - x) / radius) ** 2) - ((v - y) / radius) ** 2);
    }
    data.set([226, 236, 255, Math.min(200, Math.round(light))], 4 * i);
  }
  return { width: SIDE, height: SIDE, data };
}

/** A window with a cross bar; its edges are soft. */
function pane(
  u: number,
  v: number,
  w: {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  },
): number {
  const soft = (d: number): number => Math.min(1, Math.max(0, 0.5 + d / 0.03));
  const x = (u - w.left) / w.width;
  const y = (v - w.top) / w.height;
  const inside = soft(Math.min(x, 1 - x) * w.width) * soft(Math.min(y, 1 - y) * w.height);
  const bars =
    soft(Math.abs(x - 0.5) * w.width - 0.012) * soft(Math.abs(y - 0.5) * w.height - 0.012);
  return inside * bars;
}

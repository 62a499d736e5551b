import { LEFT_EYE, RIGHT_EYE } from "../head/face-points.data.js";
import type { Expression } from "../head/head.js";
import { smoothstep } from "../head/vector.js";
import type { Mesh, Surface } from "../render/surface.js";
import { plainTexture } from "../shape/plain-texture.js";

/** Height of a closed lid's lashes in the middle, mm. */
const LASH_MM = 1.5;
/** Before the skin, mm. */
const LEAD_MM = 0.4;

/** Dark lines where the lids meet. An open eye of a photograph has its own lashes: there they are folded away. */
export interface Lashes {
  /** For the renderer. */
  readonly surface: Surface;
  /** Lays them on the upper lids. @param points - of the face now */
  place(points: Float32Array, expression: Expression): void;
}

export function createLashes(): Lashes {
  const eyes = [RIGHT_EYE, LEFT_EYE];
  const length = RIGHT_EYE.upper.length + 2;
  const mesh = lashMesh(eyes.length, length);
  const rows = eyes.map(({ outer, upper, inner }) => [outer, ...upper, inner]);
  return {
    surface: {
      mesh,
      material: {
        texture: plainTexture([38, 24, 20, 205]),
        diffuse: 1,
        specular: 0,
        shininess: 8,
        emission: 0,
        blended: true,
        twoSided: true,
        depth: "solid",
      },
    },
    place(points, { blinkLeft, blinkRight }) {
      for (const [eye, row] of rows.entries()) {
        const height = LASH_MM * smoothstep(0.45, 1, eye === 0 ? blinkLeft : blinkRight);
        for (const [i, landmark] of row.entries()) {
          const at = 3 * (2 * (eye * length + i));
          const from = 3 * landmark;
          const own = height * Math.sin((Math.PI * i) / (length - 1));
          const x = points[from] as number;
          const y = points[from + 1] as number;
          const z = (points[from + 2] as number) - LEAD_MM;
          mesh.positions.set([x, y - 0.3 * own, z, x, y + 0.7 * own, z - 0.5 * own], at);
        }
      }
    },
  };
}

function lashMesh(eyes: number, length: number): Mesh {
  const count = 2 * eyes * length;
  const normals = new Float32Array(3 * count);
  for (let i = 2; i < normals.length; i += 3) normals[i] = -1;
  const triangles: number[] = [];
  for (let eye = 0; eye < eyes; eye++) {
    for (let i = 0; i + 1 < length; i++) {
      const a = 2 * (eye * length + i);
      triangles.push(a, a + 1, a + 2, a + 2, a + 1, a + 3);
    }
  }
  return {
    positions: new Float32Array(3 * count),
    normals,
    uvs: new Float32Array(2 * count),
    triangles: Uint32Array.from(triangles),
  };
}

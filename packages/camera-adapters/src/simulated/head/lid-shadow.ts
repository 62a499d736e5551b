import type { Material, Surface } from "../render/surface.js";
import { clearOfBall, type EyeSocket } from "./eye-socket.js";
import type { EyePoints } from "./face-points.data.js";
import { createGrid, shadeGrid } from "./grid-mesh.js";
import { mix, pointAt, setPoint, type Vec } from "./vector.js";

/** What the lids throw on the ball: without it eyes stare. */
export interface LidShadow {
  /** Its mesh is rewritten by `place`. */
  readonly surface: Surface;
  /** @param points - of the face with its expression, shape `[468, 3]` */
  place(points: Float32Array): void;
}

/** How far each row lies below the upper lid, as a share of the opening at rest. */
const ROWS = [-0.06, 0.1, 0.26, 0.48] as const;
const SHADES = [150, 118, 58, 0] as const;
/** Above the ball, mm. */
const GAP = 0.12;

export function createLidShadow(
  socket: EyeSocket,
  { outer, upper, inner, lower }: EyePoints,
): LidShadow {
  const top = [outer, ...upper, inner];
  const bottom = [outer, ...lower, inner];
  const mesh = createGrid(ROWS.length, top.length);
  return {
    surface: { mesh, material: shadow() },
    place(points) {
      for (const [column, index] of top.entries()) {
        const from = pointAt(points, index);
        const to = pointAt(points, bottom[column] as number);
        // as deep as at rest where the lid comes down, but not below the lower lid
        for (const [row, share] of ROWS.entries()) {
          const at: Vec = mix(from, to, share);
          setPoint(mesh.positions, row * top.length + column, onBall(socket, at));
        }
      }
      shadeGrid(mesh);
    },
  };
}

/** Straight forward or back onto the ball. */
function onBall(socket: EyeSocket, [x, y, z]: Vec): Vec {
  const out = clearOfBall(socket, [x, y, z + 12], GAP);
  return [out[0], out[1], out[2]];
}

function shadow(): Material {
  const height = 16;
  const data = new Uint8Array(4 * 2 * height);
  for (let y = 0; y < height; y++) {
    const at = (y / (height - 1)) * (SHADES.length - 1);
    const k = Math.min(SHADES.length - 2, Math.floor(at));
    const shade =
      (SHADES[k] as number) + (at - k) * ((SHADES[k + 1] as number) - (SHADES[k] as number));
    for (let x = 0; x < 2; x++) data.set([34, 20, 18, shade], 4 * (2 * y + x));
  }
  return {
    texture: { width: 2, height, data },
    diffuse: 0.6,
    specular: 0,
    shininess: 8,
    emission: 0,
    blended: true,
    twoSided: true,
    depth: "unseen",
  };
}

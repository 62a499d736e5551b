import { createGrid, type GridMesh, shadeTube } from "../grid-mesh.js";
import { insideHair } from "../hairline.js";
import { createNoise } from "../noise.js";
import { added, cross, pointAt, setPoint, smoothstep, unit, type Vec } from "../vector.js";
import type { HairRoots } from "./hair-roots.js";
import type { Haircut } from "./haircuts.data.js";
import { createSkinProbe } from "./ray-hit.js";

/** Hair that lies on the skull: rows of points from the pole to a little beyond the hairline. */
export interface Cap {
  /** Skin under each point, shape `[rows, columns, 3]`. */
  readonly skin: Float32Array;
  /** mm of each point inside the hairline. */
  readonly inside: Float32Array;
  /** Texture places: seen from above the pole. */
  readonly uvs: Float32Array;
  /** A shell at a share of the hair's thickness. */
  shell(share: number): GridMesh;
}

const ROWS = 17;
const COLUMNS = 41;
/** The texture reaches so far from the pole, radians. */
const TEXTURE_REACH = 2.75;
/** mm that the cap goes on beyond the hairline; nothing is painted there. */
const BEYOND = 9;

export function createCap(roots: HairRoots, cut: Haircut, part: number, seed: number): Cap {
  const { form } = roots;
  const { skin, inside, uvs } = layCap(roots, cut);
  const noise = createNoise(seed ^ 0x636170);
  const centre = form.centre;
  return {
    skin,
    inside,
    uvs,
    shell(share) {
      const mesh = createGrid(ROWS, COLUMNS);
      mesh.uvs.set(uvs);
      for (let i = 0; i < inside.length; i++) {
        const at = pointAt(skin, i);
        const size = cut.lumpSize;
        const lump = noise.at(at[0] / size, at[1] / size, at[2] / size + 9 * share);
        const full = thickness(cut, at, part * form.skull[0]) + cut.lumps * lump;
        const grown = smoothstep(-4, cut.ramp, inside[i] as number);
        const out = unit([at[0] - centre[0], at[1] - centre[1], at[2] - centre[2]]);
        setPoint(mesh.positions, i, added(at, out, 0.4 + share * full * grown));
      }
      mesh.triangles.reverse();
      shadeTube(mesh);
      smoothPole(mesh);
      return mesh;
    },
  };
}

/** Looks for the skin in every direction from the pole to the hairline. */
function layCap({ head, form, line }: HairRoots, cut: Haircut): Omit<Cap, "shell"> {
  const probe = createSkinProbe(head, form.centre);
  const pole = unit(cut.pole);
  const right = unit(cross([0, 0, 1], pole));
  const front = cross(pole, right);
  const skin = new Float32Array(3 * ROWS * COLUMNS);
  const inside = new Float32Array(ROWS * COLUMNS);
  const uvs = new Float32Array(2 * ROWS * COLUMNS);
  const place = (turn: number, fall: number): Vec => {
    const across = Math.sin(fall);
    const up: Vec = added([0, 0, 0], pole, Math.cos(fall));
    const aside = added(up, right, across * Math.sin(turn));
    const way = added(aside, front, across * Math.cos(turn));
    return added(form.centre, way, probe.reach(way) ?? form.skull[1]);
  };
  for (let column = 0; column < COLUMNS; column++) {
    const turn = (2 * Math.PI * (column % (COLUMNS - 1))) / (COLUMNS - 1);
    let end = 0.5;
    for (; end < TEXTURE_REACH - 0.1; end += 0.07) {
      if (insideHair(line, ...place(turn, end)) < -BEYOND) break;
    }
    for (let row = 0; row < ROWS; row++) {
      const fall = end * (row / (ROWS - 1)) ** 0.85;
      const i = row * COLUMNS + column;
      const at = place(turn, fall);
      setPoint(skin, i, at);
      inside[i] = insideHair(line, ...at);
      uvs[2 * i] = 0.5 + (0.5 * fall * Math.sin(turn)) / TEXTURE_REACH;
      uvs[2 * i + 1] = 0.5 + (0.5 * fall * Math.cos(turn)) / TEXTURE_REACH;
    }
  }
  return { skin, inside, uvs };
}

function thickness({ top, sides, front, flow }: Haircut, [x, y, z]: Vec, part: number): number {
  const high = smoothstep(-35, -95, y);
  const ahead = smoothstep(70, 0, z) * high;
  // less below the ears than above them
  const low = 1 - 0.6 * smoothstep(-20, 50, y);
  let out = sides * low + (top - sides * low) * high + front * ahead;
  if (flow === "part") out *= 0.5 + 0.5 * smoothstep(0, 16, Math.abs(x - part));
  return out;
}

/** All points of the first row are the same one. */
function smoothPole({ normals, columns }: GridMesh): void {
  const sum: [number, number, number] = [0, 0, 0];
  for (let i = 0; i < columns; i++) {
    for (let k = 0; k < 3; k++) sum[k] = (sum[k] as number) + (normals[3 * i + k] as number);
  }
  const mean = unit(sum);
  for (let i = 0; i < columns; i++) normals.set(mean, 3 * i);
}

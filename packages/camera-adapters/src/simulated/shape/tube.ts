import { computeNormals } from "../head/normals.js";
import { cross, minus, unit, type Vec } from "../head/vector.js";
import type { Mesh } from "../render/surface.js";

/** Points around a tube. */
const AROUND = 8;

/**
 * A round bar along a line.
 * @param line - at least two points, mm; a closed line is not repeated at its end
 */
export function tubeMesh(line: readonly Vec[], radius: number, closed: boolean): Mesh {
  const count = line.length;
  const at = (i: number): Vec =>
    line[closed ? (i + count) % count : Math.min(count - 1, Math.max(0, i))] as Vec;
  const positions = new Float32Array(3 * AROUND * count);
  for (let i = 0; i < count; i++) {
    const along = unit(minus(at(i + 1), at(i - 1)));
    const aside = unit(cross(along, Math.abs(along[2]) < 0.9 ? [0, 0, 1] : [0, 1, 0]));
    const up = cross(aside, along);
    for (let k = 0; k < AROUND; k++) {
      const angle = (2 * Math.PI * k) / AROUND;
      for (let c = 0; c < 3; c++) {
        positions[3 * (i * AROUND + k) + c] =
          (at(i)[c] as number) +
          radius * (Math.cos(angle) * (aside[c] as number) + Math.sin(angle) * (up[c] as number));
      }
    }
  }
  const triangles: number[] = [];
  for (let i = 0; i < (closed ? count : count - 1); i++) {
    for (let k = 0; k < AROUND; k++) {
      const a = i * AROUND + k;
      const b = i * AROUND + ((k + 1) % AROUND);
      const [c, d] = [
        ((i + 1) % count) * AROUND + k,
        ((i + 1) % count) * AROUND + ((k + 1) % AROUND),
      ];
      triangles.push(a, c, b, b, c, d);
    }
  }
  const mesh = {
    positions,
    normals: new Float32Array(positions.length),
    uvs: new Float32Array(2 * AROUND * count).fill(0.5),
    triangles: Uint32Array.from(triangles),
  };
  outward(mesh, line);
  return mesh;
}

/** Normals away from the line, whichever way the corners run. */
function outward(mesh: Mesh, line: readonly Vec[]): void {
  computeNormals(mesh.positions, mesh.triangles, mesh.normals);
  for (let i = 0; i < mesh.normals.length / 3; i++) {
    const middle = line[Math.floor(i / AROUND)] as Vec;
    const out = unit(
      [0, 1, 2].map(
        (c) => (mesh.positions[3 * i + c] as number) - (middle[c] as number),
      ) as unknown as Vec,
    );
    mesh.normals.set(out, 3 * i);
  }
}

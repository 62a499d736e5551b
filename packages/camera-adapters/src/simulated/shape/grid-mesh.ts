import { createGrid, type GridMesh, shadeGrid } from "../head/grid-mesh.js";
import type { Vector3 } from "../render/scene.js";

/**
 * A sheet of squares, bent as told. Its outer side is where u runs to the right and v down; texture coordinates are
 * u and v.
 * @param at - place of a point, mm; u and v run from 0 to 1
 */
export function gridMesh(
  columns: number,
  rows: number,
  at: (u: number, v: number) => Vector3,
): GridMesh {
  const mesh = createGrid(rows + 1, columns + 1);
  for (let i = 0; i < mesh.uvs.length / 2; i++) {
    mesh.positions.set(at(mesh.uvs[2 * i] as number, mesh.uvs[2 * i + 1] as number), 3 * i);
  }
  shadeGrid(mesh);
  return mesh;
}

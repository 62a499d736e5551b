import type { Mesh } from "../render/surface.js";
import { computeNormals } from "./normals.js";

/** A mesh whose points stand in rows and columns. */
export interface GridMesh extends Mesh {
  /** Rows of points. */
  readonly rows: number;
  /** Points of a row. */
  readonly columns: number;
}

/**
 * An empty grid; its texture coordinates run from 0 to 1 along rows and columns. With rows downwards and columns to
 * the viewer's right its front looks at the viewer.
 */
export function createGrid(rows: number, columns: number): GridMesh {
  const uvs = new Float32Array(2 * rows * columns);
  const triangles: number[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const a = row * columns + column;
      uvs[2 * a] = column / (columns - 1);
      uvs[2 * a + 1] = row / (rows - 1);
      if (row + 1 === rows || column + 1 === columns) continue;
      const c = a + columns;
      triangles.push(a, a + 1, c, a + 1, c + 1, c);
    }
  }
  return {
    rows,
    columns,
    positions: new Float32Array(3 * rows * columns),
    normals: new Float32Array(3 * rows * columns),
    uvs,
    // (b - a) x (c - a) must point to the viewer, to negative z
    triangles: Uint32Array.from(triangles).reverse(),
  };
}

/** Normals of a grid from its positions. */
export function shadeGrid(mesh: Mesh): void {
  computeNormals(mesh.positions, mesh.triangles, mesh.normals);
}

/** The same for a grid whose last column meets its first one: both get the same normals. */
export function shadeTube(mesh: GridMesh): void {
  shadeGrid(mesh);
  const { normals, rows, columns } = mesh;
  for (let row = 0; row < rows; row++) {
    const first = 3 * row * columns;
    const last = first + 3 * (columns - 1);
    let length = 0;
    for (let k = 0; k < 3; k++) {
      const sum = (normals[first + k] as number) + (normals[last + k] as number);
      normals[first + k] = sum;
      length += sum * sum;
    }
    length = Math.sqrt(length) || 1;
    for (let k = 0; k < 3; k++) {
      normals[first + k] = (normals[first + k] as number) / length;
      normals[last + k] = normals[first + k] as number;
    }
  }
}

/** Several meshes as one, so that they share a material. Copies; later changes of the parts do not show. */
export function joinMeshes(parts: readonly Mesh[]): Mesh {
  const total = (pick: (mesh: Mesh) => ArrayLike<number>): number =>
    parts.reduce((sum, part) => sum + pick(part).length, 0);
  const positions = new Float32Array(total((part) => part.positions));
  const normals = new Float32Array(positions.length);
  const uvs = new Float32Array(total((part) => part.uvs));
  const triangles = new Uint32Array(total((part) => part.triangles));
  let point = 0;
  let corner = 0;
  for (const part of parts) {
    positions.set(part.positions, 3 * point);
    normals.set(part.normals, 3 * point);
    uvs.set(part.uvs, 2 * point);
    for (const index of part.triangles) triangles[corner++] = point + index;
    point += part.positions.length / 3;
  }
  return { positions, normals, uvs, triangles };
}

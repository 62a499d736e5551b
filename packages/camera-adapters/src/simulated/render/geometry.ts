import { clippedBox } from "./clip.js";
import type { Placement } from "./scene.js";
import type { Mesh } from "./surface.js";
import type { Viewport } from "./viewport.js";

/**
 * All that is drawn in one frame, in camera coordinates; the arrays grow and are used again. Index 0 of the triangles
 * stays empty: it stands for the background.
 *
 * A ray through the pixel (x, y) meets the plane of a triangle at barycentric coordinates `e_i / (e_0 + e_1 + e_2)`
 * with the edge functions `e_i = A_i x + B_i y + C_i`; `(e_0 + e_1 + e_2) inverse` is one over the distance. This holds
 * behind the lens too, so that nothing has to be cut at the near plane.
 * @see Olano and Greer, "Triangle scan conversion using 2D homogeneous coordinates", 1997
 */
export interface Geometry {
  vertices: number;
  /** Shape `[n, 3]`, mm. */
  positions: Float64Array;
  /** Shape `[n, 3]`. */
  normals: Float32Array;
  /** Shape `[n, 2]`. */
  uvs: Float32Array;
  /** The next free one. */
  triangles: number;
  /** Shape `[m, 3]`, vertices. */
  corners: Int32Array;
  /** Shape `[m, 9]`: A, B, C of each edge; the inside is positive. */
  edges: Float64Array;
  /** One over six times the volume between lens and triangle, 1/mm3. */
  inverse: Float64Array;
  /** Shape `[m, 3]`, unit normal of the plane on the viewer's side. */
  faces: Float32Array;
  /** Index of the surface. */
  surfaces: Int32Array;
  /** Shape `[m, 4]`: first and last column, first and last row that may be covered. */
  boxes: Int32Array;
  /** 1: seen from behind. */
  turned: Uint8Array;
  /** 1: drawn as a layer, since it lets something through. */
  layered: Uint8Array;
}

export function createGeometry(): Geometry {
  return {
    vertices: 0,
    positions: new Float64Array(0),
    normals: new Float32Array(0),
    uvs: new Float32Array(0),
    triangles: 1,
    corners: new Int32Array(3),
    edges: new Float64Array(9),
    inverse: new Float64Array(1),
    faces: new Float32Array(3),
    surfaces: new Int32Array(1),
    boxes: new Int32Array(4),
    turned: new Uint8Array(1),
    layered: new Uint8Array(1),
  };
}

/** Forgets everything but the memory. */
export function clearGeometry(geometry: Geometry): void {
  geometry.vertices = 0;
  geometry.triangles = 1;
}

/**
 * Adds the triangles of a mesh that may be seen.
 * @throws {RangeError} when the mesh's arrays do not fit together
 */
export function addMesh(
  geometry: Geometry,
  mesh: Mesh,
  placement: Placement,
  surface: number,
  twoSided: boolean,
  viewport: Viewport,
): void {
  const count = mesh.positions.length / 3;
  if (mesh.normals.length !== 3 * count || mesh.uvs.length !== 2 * count) {
    throw new RangeError("a mesh whose normals or uvs are not as many as its positions");
  }
  const first = geometry.vertices;
  reserve(geometry, first + count, geometry.triangles + mesh.triangles.length / 3);
  geometry.uvs.set(mesh.uvs, 2 * first);
  place(geometry, mesh, placement);
  geometry.vertices += count;
  const { triangles } = mesh;
  for (let i = 0; i + 2 < triangles.length; i += 3) {
    const a = triangles[i] as number;
    const b = triangles[i + 1] as number;
    const c = triangles[i + 2] as number;
    if (a >= count || b >= count || c >= count) {
      throw new RangeError(`a triangle with a vertex that is none of ${count}`);
    }
    addTriangle(geometry, first + a, first + b, first + c, surface, twoSided, viewport);
  }
}

function reserve(geometry: Geometry, vertices: number, triangles: number): void {
  if (3 * vertices > geometry.positions.length) {
    const room = Math.ceil(vertices * 1.5);
    geometry.positions = grown(new Float64Array(3 * room), geometry.positions);
    geometry.normals = grown(new Float32Array(3 * room), geometry.normals);
    geometry.uvs = grown(new Float32Array(2 * room), geometry.uvs);
  }
  if (triangles > geometry.inverse.length) {
    const room = Math.ceil(triangles * 1.5);
    geometry.corners = grown(new Int32Array(3 * room), geometry.corners);
    geometry.edges = grown(new Float64Array(9 * room), geometry.edges);
    geometry.inverse = grown(new Float64Array(room), geometry.inverse);
    geometry.faces = grown(new Float32Array(3 * room), geometry.faces);
    geometry.surfaces = grown(new Int32Array(room), geometry.surfaces);
    geometry.boxes = grown(new Int32Array(4 * room), geometry.boxes);
    geometry.turned = grown(new Uint8Array(room), geometry.turned);
    geometry.layered = grown(new Uint8Array(room), geometry.layered);
  }
}

function grown<T extends Float64Array | Float32Array | Int32Array | Uint8Array>(to: T, from: T): T {
  to.set(from);
  return to;
}

function place(geometry: Geometry, mesh: Mesh, { rotation, translation }: Placement): void {
  const [a, b, c, d, e, f, g, h, i] = rotation;
  const [tx, ty, tz] = translation;
  const { positions, normals } = geometry;
  let to = 3 * geometry.vertices;
  for (let from = 0; from < mesh.positions.length; from += 3, to += 3) {
    const x = mesh.positions[from] as number;
    const y = mesh.positions[from + 1] as number;
    const z = mesh.positions[from + 2] as number;
    positions[to] = a * x + b * y + c * z + tx;
    positions[to + 1] = d * x + e * y + f * z + ty;
    positions[to + 2] = g * x + h * y + i * z + tz;
    const nx = mesh.normals[from] as number;
    const ny = mesh.normals[from + 1] as number;
    const nz = mesh.normals[from + 2] as number;
    normals[to] = a * nx + b * ny + c * nz;
    normals[to + 1] = d * nx + e * ny + f * nz;
    normals[to + 2] = g * nx + h * ny + i * nz;
  }
}

/** Neighbours share an edge function but for its sign, to the last bit: there are no cracks. */
function addTriangle(
  geometry: Geometry,
  a: number,
  b: number,
  c: number,
  surface: number,
  twoSided: boolean,
  viewport: Viewport,
): void {
  const { positions: p, edges, faces, triangles: at } = geometry;
  const e = 9 * at;
  crossInto(edges, e, p, 3 * b, 3 * c);
  crossInto(edges, e + 3, p, 3 * c, 3 * a);
  crossInto(edges, e + 6, p, 3 * a, 3 * b);
  const volume =
    (p[3 * a] as number) * (edges[e] as number) +
    (p[3 * a + 1] as number) * (edges[e + 1] as number) +
    (p[3 * a + 2] as number) * (edges[e + 2] as number);
  if (volume === 0 || Number.isNaN(volume)) return;
  const nx = (edges[e] as number) + (edges[e + 3] as number) + (edges[e + 6] as number);
  const ny = (edges[e + 1] as number) + (edges[e + 4] as number) + (edges[e + 7] as number);
  const nz = (edges[e + 2] as number) + (edges[e + 5] as number) + (edges[e + 8] as number);
  // the vertices' normals tell which side is out, whichever way the corners run
  const out = alongNormals(geometry.normals, a, b, c, nx, ny, nz) * volume;
  const turned = out > 0;
  if (turned && !twoSided) return;
  if (!clippedBox(geometry.boxes, 4 * at, p, 3 * a, 3 * b, 3 * c, viewport)) return;
  const sign = volume > 0 ? 1 : -1;
  const length = -sign * Math.hypot(nx, ny, nz);
  faces[3 * at] = nx / length;
  faces[3 * at + 1] = ny / length;
  faces[3 * at + 2] = nz / length;
  const { fx, fy, cx, cy } = viewport.intrinsics;
  for (let i = e; i < e + 9; i += 3) {
    const x = (sign * (edges[i] as number)) / fx;
    const y = (sign * (edges[i + 1] as number)) / fy;
    edges[i] = x;
    edges[i + 1] = y;
    edges[i + 2] = sign * (edges[i + 2] as number) - x * cx - y * cy;
  }
  geometry.inverse[at] = sign / volume;
  geometry.corners[3 * at] = a;
  geometry.corners[3 * at + 1] = b;
  geometry.corners[3 * at + 2] = c;
  geometry.surfaces[at] = surface;
  geometry.turned[at] = turned ? 1 : 0;
  geometry.triangles = at + 1;
}

function crossInto(out: Float64Array, to: number, p: Float64Array, a: number, b: number): void {
  const ax = p[a] as number;
  const ay = p[a + 1] as number;
  const az = p[a + 2] as number;
  const bx = p[b] as number;
  const by = p[b + 1] as number;
  const bz = p[b + 2] as number;
  out[to] = ay * bz - az * by;
  out[to + 1] = az * bx - ax * bz;
  out[to + 2] = ax * by - ay * bx;
}

function alongNormals(
  n: Float32Array,
  a: number,
  b: number,
  c: number,
  x: number,
  y: number,
  z: number,
): number {
  const nx = (n[3 * a] as number) + (n[3 * b] as number) + (n[3 * c] as number);
  const ny = (n[3 * a + 1] as number) + (n[3 * b + 1] as number) + (n[3 * c + 1] as number);
  const nz = (n[3 * a + 2] as number) + (n[3 * b + 2] as number) + (n[3 * c + 2] as number);
  return nx * x + ny * y + nz * z;
}

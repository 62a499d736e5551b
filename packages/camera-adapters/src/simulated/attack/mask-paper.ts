import type { FaceTemplate } from "@sourire/core";
import { FACE_OVAL } from "../head/face-points.data.js";
import { NEUTRAL } from "../head/head.js";
import { computeNormals } from "../head/normals.js";
import { mouthTriangles } from "../photo/openings.js";
import type { Material, Mesh } from "../render/surface.js";
import { plainTexture } from "../shape/plain-texture.js";
import { type Actor, bodiesOf } from "./actor.js";
import type { PresentedAttack } from "./attack.js";
import { type PaperPrint, printOnPaper } from "./paper-print.js";
import type { Portrait } from "./portrait.js";

/** A printed mask and who wears it. */
export interface MaskPaperOptions {
  /** Whose face is printed. */
  readonly portrait: Portrait;
  /** Who wears it. */
  readonly attacker: Actor;
  /** The mean face: how the mask is glued together. */
  readonly template: FaceTemplate;
  /** Of paper and ink. Any 32-bit integer. */
  readonly seed: number;
  /** Height of its relief against the wearer's face, 0..1. @defaultValue 0.42 */
  readonly relief?: number;
}

/** The sheet is large enough for any face; it has no white rim. */
const SHEET = { widthMm: 230, heightMm: 310, borderMm: 0 };
/** Between mask and skin where they come closest, mm. */
const CLEARANCE_MM = 1.5;
/** How far the mask reaches beyond the face's outline, and the white edge of the paper, shares of its size. */
const EDGES = [1.035, 1.05] as const;

/**
 * A face printed on paper, cut, folded and glued to a low relief, worn over the own face: holes for the eyes, straight
 * edges, the wearer's hair and neck around it. It turns as a head turns; its mouth never moves.
 * @throws {RangeError} when `relief` is out of its range
 */
export function createMaskPaper(options: MaskPaperOptions): PresentedAttack {
  const { portrait, attacker, template, seed, relief = 0.42 } = options;
  if (!(relief >= 0 && relief <= 1)) throw new RangeError(`relief: need 0..1, got ${relief}`);
  const print = printOnPaper(portrait, SHEET, seed);
  const face = attacker.head.landmarks(NEUTRAL).slice();
  const mesh = maskMesh(face, template, print, relief);
  const inside = { ...mesh, normals: mesh.normals.map((v) => -v) };
  const surfaces = [
    { mesh, material: { ...PAPER, texture: print.texture } },
    { mesh: inside, material: { ...PAPER, texture: plainTexture([232, 231, 226]) } },
  ];
  return {
    kind: "presented",
    species: "mask-paper",
    bodiesAt({ timeMs }) {
      const acting = attacker.at(timeMs);
      return [{ surfaces, placement: acting.placement }, ...bodiesOf(attacker, acting)];
    },
  };
}

const PAPER: Omit<Material, "texture"> = {
  diffuse: 1,
  specular: 0.12,
  shininess: 20,
  emission: 0,
  blended: false,
  twoSided: false,
  infrared: 0.7,
  depth: "solid",
};

/** Facets, as paper has them: each triangle with corners of its own. */
function maskMesh(
  face: Float32Array,
  template: FaceTemplate,
  print: PaperPrint,
  relief: number,
): Mesh {
  const size = FACE_OVAL.length;
  const count = face.length / 3;
  const points = new Float32Array(3 * (count + EDGES.length * size));
  const uvs = new Float32Array(2 * (count + EDGES.length * size));
  points.set(lowered(face, relief));
  uvs.set(print.points);
  for (const [ring, grow] of EDGES.entries()) {
    for (const [i, landmark] of FACE_OVAL.entries()) {
      const to = count + ring * size + i;
      for (const k of [0, 1, 2]) {
        points[3 * to + k] = (points[3 * landmark + k] as number) * (k === 2 ? 1 : grow);
      }
      for (const k of [0, 1]) {
        const centre = print.eyes[k] as number;
        const own = (print.points[2 * landmark + k] as number) - centre;
        // the paper's own edge is white: read from the sheet's corner, where nothing is printed
        uvs[2 * to + k] = ring === 0 ? centre + own * grow : centre + own * grow;
      }
    }
  }
  const corners = [...template.triangles, ...mouthTriangles(), ...edgeTriangles(count)];
  return facetted(points, uvs, corners);
}

function edgeTriangles(count: number): number[] {
  const size = FACE_OVAL.length;
  const point = (ring: number, i: number): number =>
    ring === 0 ? (FACE_OVAL[i % size] as number) : count + (ring - 1) * size + (i % size);
  const triangles: number[] = [];
  for (let ring = 0; ring < EDGES.length; ring++) {
    for (let i = 0; i < size; i++) {
      const [a, b] = [point(ring, i), point(ring, i + 1)];
      const [c, d] = [point(ring + 1, i), point(ring + 1, i + 1)];
      triangles.push(a, b, c, b, d, c);
    }
  }
  return triangles;
}

/**
 * The face with a lower relief above the cylinder that fits it, moved forward until nothing of the face pierces it.
 */
function lowered(face: Float32Array, relief: number): Float32Array {
  const { depth, curve } = cylinderOf(face);
  const low = face.slice();
  let forward = 0;
  for (let i = 0; i < face.length; i += 3) {
    const x = face[i] as number;
    const base = depth + curve * x * x;
    const z = base + relief * ((face[i + 2] as number) - base);
    low[i + 2] = z;
    forward = Math.max(forward, z - (face[i + 2] as number));
  }
  for (let i = 2; i < low.length; i += 3) low[i] = (low[i] as number) - forward - CLEARANCE_MM;
  return low;
}

/** z = depth + curve x x, by least squares. */
function cylinderOf(face: Float32Array): { readonly depth: number; readonly curve: number } {
  let [n, sx, sxx, sz, sxz] = [0, 0, 0, 0, 0];
  for (let i = 0; i < face.length; i += 3) {
    const q = (face[i] as number) ** 2;
    const z = face[i + 2] as number;
    n++;
    sx += q;
    sxx += q * q;
    sz += z;
    sxz += q * z;
  }
  const curve = (n * sxz - sx * sz) / (n * sxx - sx * sx);
  return { depth: (sz - curve * sx) / n, curve };
}

function facetted(points: Float32Array, uvs: Float32Array, corners: readonly number[]): Mesh {
  const positions = new Float32Array(3 * corners.length);
  const own = new Float32Array(2 * corners.length);
  for (const [i, corner] of corners.entries()) {
    positions.set(points.subarray(3 * corner, 3 * corner + 3), 3 * i);
    own.set(uvs.subarray(2 * corner, 2 * corner + 2), 2 * i);
  }
  const triangles = Uint32Array.from(corners.keys());
  const normals = new Float32Array(positions.length);
  computeNormals(positions, triangles, normals);
  return { positions, normals, uvs: own, triangles };
}

import { LEFT_EYE, RIGHT_EYE } from "../head/face-points.data.js";
import { joinMeshes } from "../head/grid-mesh.js";
import type { Head } from "../head/head.js";
import { pointAt, type Vec } from "../head/vector.js";
import type { Material, Mesh, Surface, Texture } from "../render/surface.js";
import { gridMesh } from "../shape/grid-mesh.js";
import { plainTexture } from "../shape/plain-texture.js";
import { tubeMesh } from "../shape/tube.js";
import type { GlassesShape, Tint } from "./disguise.js";
import type { Worn } from "./worn.js";

/** What glasses look like. */
export interface GlassesLook {
  /** Outline of the lenses. */
  readonly shape: GlassesShape;
  /** Of the frame. */
  readonly colour: Tint;
  /** Dark lenses. */
  readonly dark: boolean;
}

/** Half width and half height of a lens over the distance between the eyes. */
const SIZES = {
  rectangular: { across: 0.415, down: 0.295, square: 3.4 },
  round: { across: 0.38, down: 0.37, square: 2.1 },
} as const;
/** Sunglasses are larger. */
const LARGER = 1.13;
/** Radius of the frame, mm. */
const RIM = { clear: 1.5, dark: 2.2 };
/** Between lens and lashes, mm. */
const LASHES_MM = 5;
/** Half the width of the nose between the lenses, mm. */
const NOSE_MM = 12;
/** How much the front is curved: mm of depth for one mm of width squared. */
const CURVE = 0.0016;
const STEPS = 48;
/** Bridge of the nose, between the eyes. */
const BRIDGE = 168;
/** In front of the ears. */
const SIDES = [127, 356] as const;

/**
 * Frames that rest on the bridge of the nose and reach to the ears. The lenses shine, and a depth camera gets no answer
 * from them. They stay where they are while the face below them moves.
 * @param points - of the face at rest
 */
export function createGlasses(points: Float32Array, skull: Head["skull"], look: GlassesLook): Worn {
  const { shape, dark, colour } = look;
  const eyes = [RIGHT_EYE, LEFT_EYE].map(({ outer, inner }) => {
    const [a, b] = [pointAt(points, outer), pointAt(points, inner)];
    return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2] as const;
  });
  const [right, left] = eyes as [Vec, Vec];
  const span = left[0] - right[0];
  const { across, down, square } = SIZES[shape];
  const size = dark ? LARGER : 1;
  const lens = { across: across * span * size, down: down * span * size, square };
  const y = (right[1] + left[1]) / 2 + 0.06 * span;
  const front = frontOf(points, span, lens, y);
  const depth = (x: number): number => front + CURVE * x * x;
  const centres = [right, left].map(([x]) => x + Math.sign(x) * 0.015 * span);
  const frame: Mesh[] = [];
  const glass: Mesh[] = [];
  const radius = dark ? RIM.dark : RIM.clear;
  for (const x of centres) {
    frame.push(tubeMesh(rim(x, y, lens, depth), radius, true));
    glass.push(lensMesh(x, y, lens, depth));
  }
  frame.push(tubeMesh(bridge(centres, y, lens, depth, pointAt(points, BRIDGE)), radius, false));
  for (const [i, x] of centres.entries()) {
    const side = pointAt(points, SIDES[i] as number);
    const hinge: Vec = [x + Math.sign(x) * lens.across, y - 0.45 * lens.down, 0];
    frame.push(tubeMesh(temple(hinge, depth(hinge[0]), side, skull), radius, false));
  }
  return {
    surfaces: [
      { mesh: joinMeshes(frame), material: { ...FRAME, texture: plainTexture(colour) } },
      lenses(joinMeshes(glass), dark),
    ],
  };
}

const FRAME: Omit<Material, "texture"> = {
  diffuse: 0.9,
  specular: 0.5,
  shininess: 60,
  emission: 0,
  blended: false,
  twoSided: true,
  depth: "solid",
};

function lenses(mesh: Mesh, dark: boolean): Surface {
  return {
    mesh,
    material: {
      texture: reflection(dark),
      diffuse: dark ? 0.6 : 1,
      specular: 0.9,
      shininess: 260,
      emission: 0,
      blended: true,
      twoSided: true,
      depth: "hole",
    },
  };
}

interface Lens {
  readonly across: number;
  readonly down: number;
  readonly square: number;
}

/** z of the front: before the lashes, and before all else that a lens covers; the nose goes between them. */
function frontOf(points: Float32Array, span: number, lens: Lens, y: number): number {
  let z = (points[3 * BRIDGE + 2] as number) + 3;
  for (let i = 0; i < points.length; i += 3) {
    const [px = 0, py = 0, pz = 0] = points.subarray(i, i + 3);
    const aside = Math.abs(px) - span / 2;
    if (Math.abs(aside) > lens.across + 2 || Math.abs(py - y) > lens.down + 2) continue;
    const gap = Math.abs(aside) < 0.3 * span && Math.abs(py - y) < 0.6 * lens.down ? LASHES_MM : 2;
    if (Math.abs(px) > NOSE_MM) z = Math.min(z, pz - gap - CURVE * px * px);
  }
  return z;
}

/** A rounded square. @param turn - 0..1 once around, @returns shares of the half axes */
function outline(turn: number, square: number): readonly [number, number] {
  const angle = 2 * Math.PI * turn;
  const bent = (v: number): number => Math.sign(v) * Math.abs(v) ** (2 / square);
  return [bent(Math.cos(angle)), bent(Math.sin(angle))];
}

function rim(x: number, y: number, lens: Lens, depth: (x: number) => number): Vec[] {
  return Array.from({ length: STEPS }, (_, i) => {
    const [u, v] = outline(i / STEPS, lens.square);
    const px = x + u * lens.across;
    return [px, y + v * lens.down, depth(px)];
  });
}

function lensMesh(x: number, y: number, lens: Lens, depth: (x: number) => number): Mesh {
  const mesh = gridMesh(STEPS, 5, (turn, reach) => {
    const [u, v] = outline(turn, lens.square);
    const px = x + u * lens.across * reach;
    // a lens is a little domed: its highlight is small
    const dome = 1.6 * (1 - reach * reach);
    return [px, y + v * lens.down * reach, depth(px) - dome];
  });
  for (let i = 0; i < mesh.normals.length / 3; i++) {
    const [px = 0, py = 0] = mesh.positions.subarray(3 * i, 3 * i + 2);
    const tilt: Vec = [(px - x) / 90 + (2 * CURVE * px) / 2, (py - y) / 90 + 0.05, -1];
    const length = Math.hypot(...tilt);
    mesh.normals.set(
      tilt.map((v) => v / length),
      3 * i,
    );
    mesh.uvs[2 * i] = 0.5 + (px - x) / (2 * lens.across);
    mesh.uvs[2 * i + 1] = 0.5 + (py - y) / (2 * lens.down);
  }
  return mesh;
}

function bridge(
  centres: readonly number[],
  y: number,
  lens: Lens,
  depth: (x: number) => number,
  nose: Vec,
): Vec[] {
  const [from, to] = [(centres[0] as number) + lens.across, (centres[1] as number) - lens.across];
  return Array.from({ length: 9 }, (_, i) => {
    const t = i / 8;
    const x = from + (to - from) * t;
    const arch = Math.sin(Math.PI * t);
    return [
      x,
      y - 0.3 * lens.down - 2.2 * arch,
      Math.min(depth(x) - 1.5 * arch, nose[2] - 2.2 * arch),
    ];
  });
}

/** From the hinge past the temple and down behind the ear. */
function temple(hinge: Vec, z: number, side: Vec, { radii, centre }: Head["skull"]): Vec[] {
  const sign = Math.sign(hinge[0]);
  const wide = Math.max(Math.abs(side[0]) + 4, 0.94 * radii[0]);
  const ear: Vec = [sign * wide, hinge[1] - 2, centre[2] + 4];
  return [
    [hinge[0], hinge[1], z],
    [hinge[0] + sign * 4, hinge[1], z + 3],
    [sign * (0.6 * Math.abs(hinge[0]) + 0.4 * wide + 3), hinge[1] - 0.5, z + 0.35 * (ear[2] - z)],
    [ear[0], ear[1], ear[2] - 12],
    ear,
    [sign * (wide - 1), hinge[1] + 16, centre[2] + 16],
    [sign * (wide - 3), hinge[1] + 32, centre[2] + 19],
  ];
}

/** What a lens mirrors: a window from above; dark lenses are dark besides. */
function reflection(dark: boolean): Texture {
  const side = 64;
  const data = new Uint8Array(4 * side * side);
  for (let i = 0; i < side * side; i++) {
    const [u, v] = [((i % side) + 0.5) / side, (Math.floor(i / side) + 0.5) / side];
    const window = Math.max(0, 1 - Math.abs(u + 0.55 * v - 0.62) / 0.13) * Math.max(0, 1 - v * 1.1);
    const sky = 0.05 * (1 - v);
    const light = Math.min(1, 0.34 * window + sky);
    if (dark) {
      const base = [26 + 14 * v, 24 + 12 * v, 28 + 8 * v];
      data.set([...base.map((c) => c + 120 * light), 242 - 18 * v], 4 * i);
    } else {
      data.set([232, 240, 250, Math.round(255 * (0.02 + 0.8 * light))], 4 * i);
    }
  }
  return { width: side, height: side, data };
}

import { seededUniform } from "@sourire/core";
import type { Vector3 } from "../render/scene.js";
import type { Material, Surface, Texture } from "../render/surface.js";
import { blobMesh, type Limb } from "../shape/blob-mesh.js";

/** Where a hand holds something. */
export interface Grip {
  /** The point of the edge that is held, mm. */
  readonly at: Vector3;
  /** Turns the hand about the axis to the viewer, degrees; 0 holds an edge at the viewer's right from outside. */
  readonly turnDegrees: number;
  /** How thick the thing is, mm. */
  readonly thicknessMm: number;
  /** The other hand: mirrored. */
  readonly mirrored?: boolean;
}

/** Colour of skin, sRGB bytes. */
export type SkinTone = readonly [red: number, green: number, blue: number];

/** From light to dark. */
const SKINS: readonly SkinTone[] = [
  [226, 178, 152],
  [205, 154, 124],
  [172, 120, 92],
  [120, 80, 60],
];
const SLEEVES: readonly (readonly [number, number, number])[] = [
  [52, 60, 76],
  [92, 84, 78],
  [70, 36, 40],
  [38, 40, 42],
];

/** Size of the cells of a hand's skin, mm. */
const CELL_MM = 4;

/**
 * A hand that pinches the edge of something, with its forearm: the thumb before it, the fingers behind it.
 * @param seed - of skin and sleeve
 * @param tone - of the skin; by the seed where it is left out
 */
export function createHand(grip: Grip, seed: number, tone?: SkinTone): readonly Surface[] {
  const uniform = seededUniform(seed ^ 0x46494e47);
  const pick = <T>(of: readonly T[]): T => of[Math.floor(uniform() * of.length)] as T;
  const skin = pick(SKINS.map((usual) => tone ?? usual));
  const placed = (limbs: readonly Limb[]): readonly Limb[] =>
    limbs.map((limb) => ({
      ...limb,
      from: gripped(grip, limb.from),
      to: gripped(grip, limb.to),
    }));
  const hand = blobMesh(placed(handLimbs(grip.thicknessMm)), CELL_MM, 7);
  const nail = blobMesh(placed(nailLimbs()), 1.6, 1);
  const sleeve = blobMesh(placed(SLEEVE), CELL_MM * 1.5, 8);
  return [
    { mesh: hand, material: { ...FLESH, texture: mottled(skin, 0.05, uniform) } },
    {
      mesh: nail,
      material: { ...FLESH, specular: 0.3, texture: mottled(lighter(skin), 0.01, uniform) },
    },
    {
      mesh: sleeve,
      material: { ...FLESH, specular: 0, texture: mottled(pick(SLEEVES), 0.12, uniform) },
    },
  ];
}

const FLESH: Omit<Material, "texture"> = {
  diffuse: 1,
  specular: 0.06,
  shininess: 10,
  emission: 0,
  blended: false,
  twoSided: false,
  scatter: 0.3,
  depth: "solid",
};

/** From the grip's own axes: x into the thing, y down, z away from the viewer. */
function gripped({ at, turnDegrees, mirrored = false }: Grip, [px, py, pz]: Vector3): Vector3 {
  const angle = (turnDegrees * Math.PI) / 180;
  const x = mirrored ? px : -px;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return [at[0] + cos * x - sin * py, at[1] + sin * x + cos * py, at[2] + pz];
}

function limb(from: Vector3, fromRadius: number, to: Vector3, toRadius: number): Limb {
  return { from, to, fromRadius, toRadius };
}

function handLimbs(thickness: number): readonly Limb[] {
  const behind = thickness + 8;
  const fingers = [0, 1, 2, 3].flatMap((i) => {
    const y = -14 + 19 * i;
    const reach = [24, 30, 27, 16][i] as number;
    return [
      limb([-34, y + 6, 14], 9.5, [-12, y, behind + 6], 8.5),
      limb([-12, y, behind + 6], 8.5, [reach, y - 3, behind], 7),
    ];
  });
  return [
    ...fingers,
    limb([-40, -2, 20], 15, [-46, 44, 22], 17),
    limb([-40, 30, 10], 15, [-62, 74, 24], 19),
    // the ball of the thumb, and the thumb
    limb([-52, 58, 14], 17, [-30, 26, -2], 13),
    limb([-30, 26, -2], 12, [-4, 6, -10], 10),
    limb([-4, 6, -10], 10, [24, -6, -8.5], 7.5),
    // wrist and forearm
    limb([-62, 72, 26], 20, [-78, 130, 44], 24),
    limb([-78, 130, 44], 24, [-112, 300, 100], 36),
  ];
}

function nailLimbs(): readonly Limb[] {
  return [limb([19, -4, -15.2], 3.4, [27, -7.4, -13.4], 3)];
}

const SLEEVE: readonly Limb[] = [
  limb([-88, 172, 58], 37, [-112, 300, 100], 46),
  limb([-112, 300, 100], 46, [-130, 400, 130], 52),
];

function lighter([r, g, b]: readonly [number, number, number]): readonly [number, number, number] {
  return [Math.min(255, r + 16), Math.min(255, g + 14), Math.min(255, b + 20)];
}

/** A colour that is not the same everywhere. @param amount - share by which it varies */
function mottled(
  colour: readonly [number, number, number],
  amount: number,
  uniform: () => number,
): Texture {
  const side = 48;
  const data = new Uint8Array(4 * side * side).fill(255);
  for (let i = 0; i < side * side; i++) {
    const grain = 1 + amount * (uniform() + uniform() - 1);
    for (let c = 0; c < 3; c++) {
      data[4 * i + c] = Math.min(255, Math.round((colour[c] as number) * grain));
    }
  }
  return { width: side, height: side, data };
}

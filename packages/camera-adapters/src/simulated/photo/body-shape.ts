import { smoothstep } from "../head/vector.js";

/** A usual head, mm in head coordinates: what a photograph says nothing about. */
export const USUAL_SKULL = {
  centre: [0, -14, 88],
  radii: [78, 106, 98],
} as const;

/** Hair on top of the skull, mm. */
const HAIR_MM = 12;
/** Half the width of a neck and how deep its middle lies, mm. */
const NECK = { radius: 58, depth: 74 };
/** Between these heights the chin ends and the neck goes over into the chest, mm. */
const CHIN_Y = 84;
const NECK_Y = 122;
const CHEST_Y = 190;

/**
 * How deep the person lies at a place of the picture, mm: skull and hair, below them neck and chest. Beyond the
 * outline it goes on falling back.
 */
export function depthAt(x: number, y: number): number {
  const body = mixed(neck(x), chest(x), smoothstep(NECK_Y - 10, CHEST_Y, y));
  return mixed(skull(x, y), body, smoothstep(CHIN_Y, NECK_Y, y));
}

function skull(x: number, y: number): number {
  const { centre, radii } = USUAL_SKULL;
  const across = (x - centre[0]) / (radii[0] + HAIR_MM);
  const down = (y - centre[1]) / (radii[1] + HAIR_MM);
  return centre[2] - radii[2] * roundness(across * across + down * down);
}

function neck(x: number): number {
  return NECK.depth - NECK.radius * roundness((x / NECK.radius) ** 2);
}

/** A chest turns away towards the arms. */
function chest(x: number): number {
  return 38 + 0.0016 * x * x;
}

/** A half circle, 1 in the middle; from near its rim it goes on straight. */
function roundness(square: number): number {
  const rim = 0.82;
  if (square < rim) return Math.sqrt(1 - square);
  return Math.max(-0.7, Math.sqrt(1 - rim) - 1.15 * (Math.sqrt(square) - Math.sqrt(rim)));
}

function mixed(a: number, b: number, share: number): number {
  return a + share * (b - a);
}

/**
 * How likely a place of the picture is to belong to the person, before its colour is looked at.
 * @returns 0..1; exactly 0 and 1 where there is no doubt
 */
export function personAt(x: number, y: number): number {
  const { centre } = USUAL_SKULL;
  const q = Math.hypot(x / 84, (y - centre[1]) / 118);
  const head = 1 - smoothstep(0.8, 1.3, q);
  const shoulder = 62 + Math.max(0, y - 135) * 2.4;
  const body =
    smoothstep(88, 125, y) * (1 - smoothstep(0.72, 1.35, Math.abs(x) / Math.min(230, shoulder)));
  const hair = 0.5 * (1 - smoothstep(95, 165, Math.abs(x))) * smoothstep(-90, -20, y);
  return Math.max(head, body, hair);
}

/** Where the head ends and the body, which does not turn with it, begins, mm: it fades over this stretch. */
export const NECK_SEAM = { top: 150, bottom: 200 };

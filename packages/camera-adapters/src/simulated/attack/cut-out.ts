import { FACE_OVAL } from "../head/face-points.data.js";
import { NEUTRAL } from "../head/head.js";
import type { Body, Placement, Vector3 } from "../render/scene.js";
import { type Actor, bodiesOf } from "./actor.js";
import type { PresentedAttack } from "./attack.js";
import { cutAround, cutSheet } from "./cut-out-shape.js";
import { createHand, type SkinTone } from "./hand.js";
import { createHandling, type HandlingOptions } from "./handling.js";
import { A4, type PaperPrint, printOnPaper } from "./paper-print.js";
import type { Portrait } from "./portrait.js";
import { createSheet, FLAT } from "./sheet.js";

/** A face cut out of a print. */
export interface CutOutOptions extends Partial<HandlingOptions> {
  /** What is printed. */
  readonly portrait: Portrait;
  /** Of paper, ink, hand and movement. Any 32-bit integer. */
  readonly seed: number;
  /**
   * Who holds it before the own face and moves the head: with eyes behind the holes, which blink. Without, it is held up
   * by hand.
   */
  readonly attacker?: Actor;
  /** Cut out the eyes. @defaultValue true where there is an attacker behind it */
  readonly eyeHoles?: boolean;
  /** Draw the hand. @defaultValue true */
  readonly hands?: boolean;
  /** Of the hands, sRGB bytes. @defaultValue one of a few, by the seed */
  readonly skin?: SkinTone;
}

/** Between the attacker's nose and the paper, mm. */
const CLEARANCE_MM = 2;
const DISTANCE_MM = 430;

/**
 * The outline of a face cut from a print: no sheet's edge gives it away, and eyes behind it may be alive. It is a plane
 * all the same.
 * @throws {RangeError} when an option is out of its range
 */
export function createCutOut(options: CutOutOptions): PresentedAttack {
  const {
    portrait,
    seed,
    attacker,
    hands = true,
    skin,
    eyeHoles = attacker !== undefined,
  } = options;
  const print = printOnPaper(portrait, { ...A4, borderMm: 0 }, seed);
  const { width, height } = print.texture;
  const pixels = print.points.map((v, i) => v * (i % 2 === 0 ? width : height));
  const texture = cutSheet(print.texture, cutAround(pixels, eyeHoles));
  const sheet = createSheet(texture, A4, print.eyes, FLAT);
  const surfaces = [...sheet.surfaces, ...(hands ? chinHand(print, seed, skin) : [])];
  const placementAt = createHandling({ distanceMm: DISTANCE_MM, ...options });
  return {
    kind: "presented",
    species: "cut-out",
    bodiesAt({ timeMs }): readonly Body[] {
      if (!attacker) return [{ surfaces, placement: placementAt(timeMs) }];
      const acting = attacker.at(timeMs);
      const placement = before(acting.placement, nearest(attacker));
      return [{ surfaces, placement }, ...bodiesOf(attacker, acting)];
    },
  };
}

/** Held at the jaw, from below. */
function chinHand({ points, eyes }: PaperPrint, seed: number, skin: SkinTone | undefined) {
  const jaw = FACE_OVAL[15] as number; // at the viewer's right of the chin
  const at: Vector3 = [
    ((points[2 * jaw] as number) - eyes[0]) * A4.widthMm,
    ((points[2 * jaw + 1] as number) - eyes[1]) * A4.heightMm + 3,
    0,
  ];
  return createHand({ at, turnDegrees: 52, thicknessMm: 0.3 }, seed, skin);
}

/** z of what stands out most of the attacker's face, mm. */
function nearest({ head }: Actor): number {
  const points = head.landmarks(NEUTRAL);
  let z = 0;
  for (let i = 2; i < points.length; i += 3) z = Math.min(z, points[i] as number);
  return z;
}

/** A place that much before a head, moving with it. */
function before({ rotation, translation }: Placement, z: number): Placement {
  const depth = z - CLEARANCE_MM;
  return {
    rotation,
    translation: [
      translation[0] + rotation[2] * depth,
      translation[1] + rotation[5] * depth,
      translation[2] + rotation[8] * depth,
    ],
  };
}

import type { Body } from "../render/scene.js";
import type { Surface } from "../render/surface.js";
import { type Actor, bodiesOf } from "./actor.js";
import type { PresentedAttack } from "./attack.js";
import { createHand, type SkinTone } from "./hand.js";
import { createHandling, type HandlingOptions } from "./handling.js";
import { A4, type PaperFormat, printOnPaper } from "./paper-print.js";
import type { Portrait } from "./portrait.js";
import { type Bend, bentAt, createSheet, FLAT } from "./sheet.js";

/** A print and the hands that hold it. */
export interface PrintOptions extends Partial<HandlingOptions> {
  /** What is printed. */
  readonly portrait: Portrait;
  /** Of paper, ink, hands and movement. Any 32-bit integer. */
  readonly seed: number;
  /** @defaultValue A4 with a white rim */
  readonly paper?: PaperFormat;
  /** Draw the hands. @defaultValue true */
  readonly hands?: boolean;
  /** Of the hands, sRGB bytes. @defaultValue one of a few, by the seed */
  readonly skin?: SkinTone;
  /** Who stands behind it; nobody unless told. */
  readonly attacker?: Actor;
}

/** Options of {@link createPrintBent}. */
export interface PrintBentOptions extends PrintOptions {
  /** Of the cylinder, mm, at least 80. @defaultValue 130 */
  readonly bendRadiusMm?: number;
  /** Fold along the nose: each half goes back by this, degrees, 0..60. @defaultValue 0 */
  readonly foldDegrees?: number;
}

/** Smallest radius that a sheet of photo paper takes without a kink, mm. */
const MIN_RADIUS_MM = 80;
/** A print is held so that its face is as large as a payer's. */
const DISTANCE_MM = 430;

/**
 * A portrait on paper, held flat before the camera: the attack that everybody tries first.
 * @throws {RangeError} when an option is out of its range
 */
export function createPrintFlat(options: PrintOptions): PresentedAttack {
  return createPrint("print-flat", options, FLAT);
}

/**
 * The same, bent to a cylinder about the upright axis and, if told, folded along the nose: swung from side to side it
 * moves like a face.
 * @throws {RangeError} when an option is out of its range
 */
export function createPrintBent(options: PrintBentOptions): PresentedAttack {
  const { bendRadiusMm = 130, foldDegrees = 0 } = options;
  if (!(bendRadiusMm >= MIN_RADIUS_MM)) {
    throw new RangeError(`bendRadiusMm: need ${MIN_RADIUS_MM} or more, got ${bendRadiusMm}`);
  }
  if (!(foldDegrees >= 0 && foldDegrees <= 60)) {
    throw new RangeError(`foldDegrees: need 0..60, got ${foldDegrees}`);
  }
  const bend = { radiusMm: bendRadiusMm, foldDegrees };
  return createPrint("print-bent", { swingDegrees: 14, ...options }, bend);
}

function createPrint(
  species: PresentedAttack["species"],
  options: PrintOptions,
  bend: Bend,
): PresentedAttack {
  const { portrait, seed, paper = A4, hands = true, skin, attacker } = options;
  const print = printOnPaper(portrait, paper, seed);
  const sheet = createSheet(print.texture, paper, print.eyes, bend);
  const held = hands ? twoHands(paper, print.eyes, bend, seed, skin) : [];
  const surfaces: readonly Surface[] = [...sheet.surfaces, ...held];
  const placementAt = createHandling({ distanceMm: DISTANCE_MM, ...options });
  return {
    kind: "presented",
    species,
    bodiesAt({ timeMs }): readonly Body[] {
      const print = { surfaces, placement: placementAt(timeMs) };
      return attacker ? [print, ...bodiesOf(attacker, attacker.at(timeMs))] : [print];
    },
  };
}

/** One hand at each side, below the middle. */
function twoHands(
  { widthMm, heightMm }: PaperFormat,
  [u, v]: readonly [number, number],
  bend: Bend,
  seed: number,
  skin: SkinTone | undefined,
): readonly Surface[] {
  const y = (0.72 - v) * heightMm;
  const right = bentAt(bend, (1 - u) * widthMm, y);
  const left = bentAt(bend, -u * widthMm, y - 12);
  return [
    ...createHand({ at: right, turnDegrees: 0, thicknessMm: 0.3 }, seed, skin),
    ...createHand({ at: left, turnDegrees: 0, thicknessMm: 0.3, mirrored: true }, seed, skin),
  ];
}

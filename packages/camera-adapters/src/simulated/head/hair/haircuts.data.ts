import type { Vec } from "../vector.js";
import type { HairStyle } from "./hair-look.js";

/** A style in millimetres. */
export interface Haircut {
  /** Direction from the middle of the skull of the place that hair leaves from or is drawn to. */
  readonly pole: Vec;
  /** `crown`: away from the pole; `part`: to both sides of a line; `curl`: every way. */
  readonly flow: "crown" | "part" | "curl";
  /** Thickness on top, at the sides, and how much more above the forehead, mm. */
  readonly top: number;
  readonly sides: number;
  readonly front: number;
  /** mm behind the hairline at which the hair has its full thickness. */
  readonly ramp: number;
  /** Height of lumps in the surface, mm, and their size. */
  readonly lumps: number;
  readonly lumpSize: number;
  /** mm of a curl. */
  readonly curlSize: number;
  /** Shells from the inside out: share of the thickness, and whether it is open between strands. */
  readonly shells: readonly (readonly [share: number, open: boolean])[];
  /** Hair that hangs beside the face. */
  readonly curtain?: {
    /** mm below the eyes at which it ends. */
    readonly end: number;
    /** mm by which it stands off the head. */
    readonly volume: number;
    /** mm by which its ends turn inwards. */
    readonly curl: number;
    /** mm of its waves. */
    readonly wave: number;
  };
  /** A knot of hair. */
  readonly bun?: { readonly centre: Vec; readonly radius: number };
}

const CROWN: Vec = [0, -0.86, 0.5];
const TOP: Vec = [0, -1, 0.12];

/** Every style that has hair at all. */
export const HAIRCUTS: Readonly<Record<Exclude<HairStyle, "bald" | "shaved">, Haircut>> = {
  short: {
    pole: CROWN,
    flow: "crown",
    top: 13,
    sides: 5,
    front: 5,
    ramp: 16,
    lumps: 2.2,
    lumpSize: 22,
    curlSize: 6,
    shells: [
      [0.45, false],
      [1, true],
    ],
  },
  crop: {
    pole: CROWN,
    flow: "crown",
    top: 8,
    sides: 3,
    front: 2,
    ramp: 12,
    lumps: 1,
    lumpSize: 18,
    curlSize: 6,
    shells: [
      [0.5, false],
      [1, true],
    ],
  },
  "side-part": {
    pole: TOP,
    flow: "part",
    top: 20,
    sides: 6,
    front: 8,
    ramp: 20,
    lumps: 2.5,
    lumpSize: 30,
    curlSize: 6,
    shells: [
      [0.55, false],
      [1.02, true],
    ],
  },
  curly: {
    pole: CROWN,
    flow: "curl",
    top: 27,
    sides: 13,
    front: 5,
    ramp: 13,
    lumps: 8,
    lumpSize: 19,
    curlSize: 15,
    shells: [
      [0.6, false],
      [1.05, true],
    ],
  },
  afro: {
    pole: TOP,
    flow: "curl",
    top: 46,
    sides: 36,
    front: -6,
    ramp: 30,
    lumps: 4,
    lumpSize: 13,
    curlSize: 4,
    shells: [
      [0.84, false],
      [1.04, true],
    ],
  },
  bob: {
    pole: TOP,
    flow: "part",
    top: 15,
    sides: 13,
    front: 1,
    ramp: 42,
    lumps: 2,
    lumpSize: 40,
    curlSize: 6,
    shells: [
      [0.6, false],
      [1, true],
    ],
    curtain: { end: 92, volume: 15, curl: 12, wave: 1.2 },
  },
  long: {
    pole: TOP,
    flow: "part",
    top: 15,
    sides: 11,
    front: 1,
    ramp: 42,
    lumps: 2.4,
    lumpSize: 40,
    curlSize: 6,
    shells: [
      [0.6, false],
      [1, true],
    ],
    curtain: { end: 232, volume: 13, curl: -6, wave: 4.5 },
  },
  bun: {
    pole: [0, -0.99, 0.28],
    flow: "crown",
    top: 7,
    sides: 5,
    front: 2,
    ramp: 16,
    lumps: 1,
    lumpSize: 30,
    curlSize: 6,
    shells: [
      [0.6, false],
      [1, true],
    ],
    bun: { centre: [0, -134, 106], radius: 31 },
  },
};

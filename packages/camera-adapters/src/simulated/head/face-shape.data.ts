import type { FaceShape } from "./face-traits.js";

/** Moves the points around a landmark, on both sides alike. */
export interface FaceBump {
  /** Which trait it belongs to. */
  readonly of: Exclude<keyof FaceShape, "width" | "length">;
  /** Its middle: a mirror pair (right, left), or one point of the middle twice. */
  readonly at: readonly [right: number, left: number];
  /** At which the move has fallen to 1 / e, mm. */
  readonly radius: number;
  /** At the middle for a trait of 1, mm; x is written for the right side, which lies at negative x. */
  readonly move: readonly [x: number, y: number, z: number];
}

/** The traits in millimetres. */
export const SHAPE_BUMPS: readonly FaceBump[] = [
  { of: "jaw", at: [172, 397], radius: 30, move: [-5, 0, 0] },
  { of: "jaw", at: [136, 365], radius: 26, move: [-3.5, 1, 0] },
  { of: "jaw", at: [58, 288], radius: 24, move: [-2, 0, 0] },
  { of: "chinLength", at: [152, 152], radius: 26, move: [0, 5, 0] },
  { of: "chinWidth", at: [149, 378], radius: 18, move: [-4.5, 1.5, 0] },
  { of: "chinWidth", at: [176, 400], radius: 14, move: [-2, 1, -0.5] },
  { of: "chinDepth", at: [199, 199], radius: 22, move: [0, 0, -4] },
  { of: "cheekbones", at: [116, 345], radius: 20, move: [-3, -1, -2.5] },
  { of: "cheekbones", at: [205, 425], radius: 17, move: [1, 0, 2.2] },
  { of: "cheeks", at: [207, 427], radius: 22, move: [-3, 1, -2.6] },
  { of: "cheeks", at: [50, 280], radius: 18, move: [-1, 0, -1.2] },
  { of: "noseLength", at: [1, 1], radius: 17, move: [0, 4, -0.5] },
  { of: "noseLength", at: [2, 2], radius: 12, move: [0, 2, 0] },
  { of: "noseWidth", at: [129, 358], radius: 10, move: [-3.2, 0, 0] },
  { of: "noseWidth", at: [48, 278], radius: 8, move: [-1.6, 0, -0.6] },
  { of: "noseBridge", at: [197, 197], radius: 12, move: [0, 0, -3] },
  { of: "noseBridge", at: [6, 6], radius: 12, move: [0, 0, -2.6] },
  { of: "noseTip", at: [4, 4], radius: 12, move: [0, 0, -4] },
  { of: "noseUp", at: [1, 1], radius: 9, move: [0, -2.6, -0.4] },
  { of: "eyeSize", at: [159, 386], radius: 15, move: [0, -1, -0.5] },
  { of: "eyeSize", at: [33, 263], radius: 9, move: [-1.3, 0, 0] },
  { of: "eyeSpacing", at: [159, 386], radius: 22, move: [-2.6, 0, 0] },
  { of: "eyeTilt", at: [33, 263], radius: 11, move: [0, -2.2, 0] },
  { of: "eyeTilt", at: [133, 362], radius: 8, move: [0, 0.9, 0] },
  { of: "browRidge", at: [105, 334], radius: 17, move: [0, 0.8, -2.6] },
  { of: "browRidge", at: [9, 9], radius: 14, move: [0, 0.6, -2.2] },
  { of: "browRidge", at: [159, 386], radius: 13, move: [0, 0, 1.4] },
  { of: "browHeight", at: [105, 334], radius: 16, move: [0, -3, 0] },
  { of: "browHeight", at: [107, 336], radius: 12, move: [0, -1.2, 0] },
  { of: "lips", at: [37, 267], radius: 9, move: [0, -1.6, -1.4] },
  { of: "lips", at: [84, 314], radius: 10, move: [0, 2.2, -1.8] },
  { of: "mouthWidth", at: [61, 291], radius: 15, move: [-3, 0, 0.9] },
  { of: "mouthCorners", at: [61, 291], radius: 12, move: [-0.4, -1.6, 0.6] },
  { of: "forehead", at: [67, 297], radius: 34, move: [-1, -3.5, -2] },
  { of: "forehead", at: [151, 151], radius: 24, move: [0, -1, -1.6] },
];

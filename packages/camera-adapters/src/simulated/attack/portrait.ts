import { type FaceLandmarks, LANDMARK_COUNT, type PixelImage } from "@sourire/core";
import { type Head, NEUTRAL } from "../head/head.js";
import { textureOf } from "../photo/picture-texture.js";
import { placementOf } from "../render/placement.js";
import { createRasteriser } from "../render/rasterise.js";
import type { Light } from "../render/scene.js";
import type { Texture } from "../render/surface.js";
import { srgbOfLinear } from "../render/tone.js";

/** A picture of the victim: what an attacker prints, shows or cuts out. */
export interface Portrait {
  /** Opaque. */
  readonly texture: Texture;
  /** Where the 468 points of the face are in it, shape `[468, 2]`, pixels. */
  readonly points: Float32Array;
  /** Pixels for one mm of the face. */
  readonly pixelsPerMm: number;
}

/** Size of a rendered portrait, mm at the face. */
const FRAME = { width: 250, height: 340, eyesAt: 0.4 };
const PIXELS_PER_MM = 2.4;
/** From where portraits are taken, mm. */
const DISTANCE_MM = 1100;
const STUDIO: readonly Light[] = [
  { kind: "ambient", colour: [0.55, 0.55, 0.55] },
  { kind: "directional", colour: [0.26, 0.26, 0.26], towards: [0.45, 0.35, 0.82] },
  { kind: "directional", colour: [0.22, 0.22, 0.22], towards: [-0.45, 0.3, 0.84] },
];

/** A studio portrait of a head: from the front, at rest, evenly lit. */
export function portraitOf(head: Head, background: Texture): Portrait {
  const width = Math.round(FRAME.width * PIXELS_PER_MM);
  const height = Math.round(FRAME.height * PIXELS_PER_MM);
  const f = PIXELS_PER_MM * DISTANCE_MM;
  const intrinsics = { fx: f, fy: f, cx: width / 2, cy: height * FRAME.eyesAt };
  const placement = placementOf({ yaw: 0, pitch: 0, roll: 0, positionMm: [0, 0, DISTANCE_MM] });
  const { light } = createRasteriser({ width, height, intrinsics }).draw({
    bodies: [
      { surfaces: head.torso, placement },
      { surfaces: head.surfaces(NEUTRAL), placement },
    ],
    lights: STUDIO,
    background,
    backgroundMm: 0,
  });
  const data = new Uint8Array(4 * width * height).fill(255);
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) {
      const value = srgbOfLinear(Math.min(1, Math.max(0, light[3 * i + c] as number)));
      data[4 * i + c] = Math.round(255 * value);
    }
  }
  const seen = head.landmarks(NEUTRAL);
  const points = new Float32Array(2 * LANDMARK_COUNT);
  for (let i = 0; i < LANDMARK_COUNT; i++) {
    const depth = DISTANCE_MM + (seen[3 * i + 2] as number);
    points[2 * i] = (f * (seen[3 * i] as number)) / depth + intrinsics.cx;
    points[2 * i + 1] = (f * (seen[3 * i + 1] as number)) / depth + intrinsics.cy;
  }
  return { texture: { width, height, data }, points, pixelsPerMm: PIXELS_PER_MM };
}

/** Distance between the pupils, mm: the mean of adults. */
const PUPIL_DISTANCE_MM = 63;

/**
 * A photograph as a portrait.
 * @throws {SourireError} `FRAME_INVALID`
 */
export function portraitOfPhotograph(picture: PixelImage, landmarks: FaceLandmarks): Portrait {
  const texture = textureOf(picture);
  const points = new Float32Array(2 * LANDMARK_COUNT);
  for (let i = 0; i < LANDMARK_COUNT; i++) {
    points[2 * i] = landmarks.points[3 * i] as number;
    points[2 * i + 1] = landmarks.points[3 * i + 1] as number;
  }
  const { left, right } = eyesOf(points);
  const between = Math.hypot(right[0] - left[0], right[1] - left[1]);
  return { texture, points, pixelsPerMm: between / PUPIL_DISTANCE_MM };
}

/** Corners of each eye. */
const LEFT_CORNERS = [33, 133] as const;
const RIGHT_CORNERS = [362, 263] as const;

/** Middles of both eyes, at the viewer's left and right, pixels. */
export function eyesOf(points: Float32Array): {
  readonly left: readonly [x: number, y: number];
  readonly right: readonly [x: number, y: number];
} {
  const middle = ([p, q]: readonly [number, number]): readonly [number, number] => [
    ((points[2 * p] as number) + (points[2 * q] as number)) / 2,
    ((points[2 * p + 1] as number) + (points[2 * q + 1] as number)) / 2,
  ];
  return { left: middle(LEFT_CORNERS), right: middle(RIGHT_CORNERS) };
}

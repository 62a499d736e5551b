import { type FaceLandmarks, type FaceTemplate, LANDMARK_COUNT, SourireError } from "@sourire/core";
import { LEFT_EYE, RIGHT_EYE } from "../head/face-points.data.js";
import { fitTemplate, turned, turnedBack } from "./fit-template.js";

/** A face in mm, and the way back to its photograph. */
export interface Relief {
  /** Shape `[468, 3]`, mm in head coordinates. */
  readonly points: Float32Array;
  /** Where a point of the head lies in the photograph, pixels. */
  toPicture(x: number, y: number, z: number): readonly [x: number, y: number];
  /** Pixels of the photograph for one mm. */
  readonly pixelsPerMm: number;
}

/** Distance between the pupils, mm: the mean of adults. */
const PUPIL_DISTANCE_MM = 63;
/** Beyond this turn one cheek is hidden, degrees. */
const MAX_YAW = 15;
/** Smallest face whose skin still has a texture: pixels between the pupils. */
const MIN_EYE_DISTANCE = 40;
/** How much of a point's distance is the network's own; the rest is the template's, which is less coarse. */
const NETWORK_DEPTH = 0.4;
/**
 * The network's depth, and the mean of it, is flatter than a face: without this factor a head that is turned by 15
 * degrees is read as one of about 12.5.
 */
const DEPTH_GAIN = 1.12;
/** Corners and lids of each eye: their mean is its centre. */
const EYE_CENTRES = [RIGHT_EYE, LEFT_EYE].map(({ outer, inner, upper, lower }) => [
  outer,
  inner,
  upper[3] as number,
  lower[3] as number,
]);

/**
 * A face from its mesh: turned to look straight ahead, in mm, its depth drawn towards the template's. Seen from where
 * the photograph was taken it looks as in the photograph.
 * @throws {SourireError} `FACE_QUALITY_LOW` when the face is turned away by more than 15 degrees or too small
 * @throws {RangeError} when the mesh has another shape than `[468, 3]`
 */
export function reliefOf({ points }: FaceLandmarks, template: FaceTemplate): Relief {
  if (points.length !== 3 * LANDMARK_COUNT) throw new RangeError("not a mesh of 468 points");
  const fit = fitTemplate(template.points, points);
  const { rotation, pixelsPerMm, origin } = fit;
  const yaw = (Math.asin(Math.max(-1, Math.min(1, rotation[6] as number))) * 180) / Math.PI;
  if (Math.abs(yaw) > MAX_YAW) {
    const message = `the face is turned away by ${Math.abs(yaw).toFixed(0)} degrees`;
    throw new SourireError("FACE_QUALITY_LOW", message);
  }
  const relief = new Float32Array(points.length);
  for (let i = 0; i < points.length; i += 3) {
    const own = ((points[i + 2] as number) - origin[2]) / pixelsPerMm;
    const usual = turned(rotation, template.points.subarray(i, i + 3))[2];
    const seen = [
      ((points[i] as number) - origin[0]) / pixelsPerMm,
      ((points[i + 1] as number) - origin[1]) / pixelsPerMm,
      DEPTH_GAIN * (NETWORK_DEPTH * own + (1 - NETWORK_DEPTH) * usual),
    ];
    relief.set(turnedBack(rotation, seen), i);
  }
  const [left, right] = EYE_CENTRES.map((eye) => middle(relief, eye)) as [number[], number[]];
  const between = Math.hypot(...right.map((v, k) => v - (left[k] as number)));
  if (between * pixelsPerMm < MIN_EYE_DISTANCE) {
    throw new SourireError("FACE_QUALITY_LOW", "the face is too small in the photograph");
  }
  const scale = PUPIL_DISTANCE_MM / between;
  const centre = left.map((v, k) => (v + (right[k] as number)) / 2);
  for (let i = 0; i < relief.length; i++) {
    relief[i] = scale * ((relief[i] as number) - (centre[i % 3] as number));
  }
  const [x0, y0] = turned(rotation, centre);
  const size = pixelsPerMm / scale;
  return {
    points: relief,
    pixelsPerMm: size,
    toPicture(x, y, z) {
      const at = turned(rotation, [x, y, z]);
      return [
        origin[0] + pixelsPerMm * x0 + size * at[0],
        origin[1] + pixelsPerMm * y0 + size * at[1],
      ];
    },
  };
}

function middle(points: Float32Array, landmarks: readonly number[]): number[] {
  return [0, 1, 2].map(
    (k) => landmarks.reduce((sum, i) => sum + (points[3 * i + k] as number), 0) / landmarks.length,
  );
}

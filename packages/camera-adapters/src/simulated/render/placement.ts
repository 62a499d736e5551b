import type { CameraIntrinsics } from "@sourire/core";
import type { Placement, Vector3 } from "./scene.js";

/** How a head is held and where it is. */
export interface Pose {
  /** Degrees; positive when the person turns to their own left (the nose moves to the viewer's right). */
  readonly yaw: number;
  /** Degrees; positive when the person looks up. */
  readonly pitch: number;
  /** Degrees; positive when the head leans clockwise as seen. */
  readonly roll: number;
  /** Where the origin of the body stands, mm in camera coordinates. */
  readonly positionMm: Vector3;
}

const RADIANS = Math.PI / 180;

/** The placement of a pose: R = Rz(roll) Ry(yaw) Rx(pitch), as `measureFace` of `@sourire/core` reads it. */
export function placementOf({ yaw, pitch, roll, positionMm }: Pose): Placement {
  const cy = Math.cos(yaw * RADIANS);
  const sy = Math.sin(yaw * RADIANS);
  const cp = Math.cos(pitch * RADIANS);
  const sp = Math.sin(pitch * RADIANS);
  const cr = Math.cos(roll * RADIANS);
  const sr = Math.sin(roll * RADIANS);
  const rotation = [
    cr * cy,
    cr * sy * sp - sr * cp,
    -cr * sy * cp - sr * sp,
    sr * cy,
    sr * sy * sp + cr * cp,
    -sr * sy * cp + cr * sp,
    sy,
    -cy * sp,
    cy * cp,
  ] as const;
  return { rotation, translation: positionMm };
}

/** A lens by what it sees. */
export interface View {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** Angle from the left to the right edge, degrees, above 0 and below 180. */
  readonly fovDegrees: number;
}

/**
 * A lens without distortion whose axis meets the middle of the picture; pixels are square.
 * @throws {RangeError} for an angle out of its range
 */
export function intrinsicsOf({ width, height, fovDegrees }: View): CameraIntrinsics {
  if (!(fovDegrees > 0 && fovDegrees < 180)) throw new RangeError(`fovDegrees: ${fovDegrees}`);
  const f = width / 2 / Math.tan((fovDegrees / 2) * RADIANS);
  return { fx: f, fy: f, cx: width / 2, cy: height / 2 };
}

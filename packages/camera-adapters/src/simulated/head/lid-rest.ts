import { CAGE_COUNT, LID_RINGS, LID_ROWS } from "./cage.js";
import { clearOfBall, type EyeSocket, eyeSocket } from "./eye-socket.js";
import { LEFT_EYE, RIGHT_EYE } from "./face-points.data.js";
import { distance, pointAt, setPoint } from "./vector.js";

/** Skin so near to an eye, over the distance between its corners, may touch the ball. */
const REACH = 0.85;
/** Above the ball, mm. */
const GAP = 0.4;

/**
 * Keeps the fine skin of the lids before the balls, also between the points of the face: what lies inside is pushed
 * forward.
 * @param rest - the face at rest, shape `[468, 3]`
 * @param fine - the fine skin at rest, shape `[n, 3]`
 * @param refine - takes values of the coarse head's points to the fine ones
 * @returns pushes the points of a fine skin in place
 */
export function createLidRest(
  rest: Float32Array,
  fine: Float32Array,
  refine: (values: Float32Array, size: number) => Float32Array,
): (positions: Float32Array) => void {
  const behind = refine(innerRows(), 1);
  const eyes = [RIGHT_EYE, LEFT_EYE].map((eye) => {
    const socket: EyeSocket = eyeSocket(rest, eye);
    const near: number[] = [];
    for (let i = 0; i < behind.length; i++) {
      const reach = REACH * socket.width;
      if ((behind[i] as number) > 0.15) continue;
      if (distance(pointAt(fine, i), socket.centre) < reach + socket.radii[2] / 2) near.push(i);
    }
    return { socket, near };
  });
  return (positions) => {
    for (const { socket, near } of eyes) {
      for (const i of near) {
        setPoint(positions, i, clearOfBall(socket, pointAt(positions, i), GAP));
      }
    }
  };
}

/** 1 where the inner sides of the lids lie, which touch the ball. */
function innerRows(): Float32Array {
  const values = new Float32Array(CAGE_COUNT);
  for (const side of [0, 1] as const) {
    const first = LID_ROWS[side];
    values.fill(1, first, first + LID_RINGS[side].length);
  }
  return values;
}

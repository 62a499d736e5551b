import type { Surface } from "../render/surface.js";
import { eyeSocket } from "./eye-socket.js";
import { type EyeLook, paintEyeball } from "./eye-texture.js";
import { createEyeball } from "./eyeball.js";
import { LEFT_EYE, RIGHT_EYE } from "./face-points.data.js";
import type { Expression } from "./head.js";
import { createLashes } from "./lashes.js";
import { createLidShadow } from "./lid-shadow.js";

export type { EyeLook } from "./eye-texture.js";

/** Both eyes behind their lids, with lashes. */
export interface Eyes {
  /** The same at every call; rewritten by `place`. */
  readonly surfaces: readonly Surface[];
  /**
   * Turns the eyes, and puts lashes and the lids' shadow where the lids are.
   * @param points - of the face with its expression, shape `[468, 3]`, mm in head coordinates
   */
  place(points: Float32Array, expression: Expression): void;
}

/**
 * @param rest - the face at rest with its eyes open, shape `[468, 3]`, mm in head coordinates
 * @param seed - of the pattern of the iris
 */
export function createEyes(rest: Float32Array, look: EyeLook, seed: number): Eyes {
  const texture = paintEyeball(look, seed);
  const parts = [RIGHT_EYE, LEFT_EYE].map((eye) => ({
    ball: createEyeball(eyeSocket(rest, eye), texture),
    shadow: createLidShadow(eyeSocket(rest, eye), eye),
    lashes: createLashes(eyeSocket(rest, eye), eye, look, seed),
  }));
  return {
    surfaces: parts.flatMap(({ ball, shadow, lashes }) => [
      ball.surface,
      shadow.surface,
      ...lashes.surfaces,
    ]),
    place(points, expression) {
      for (const { ball, shadow, lashes } of parts) {
        ball.turn(expression.gazeRight, expression.gazeDown);
        shadow.place(points);
        lashes.place(points);
      }
    },
  };
}

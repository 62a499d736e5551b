import type { Surface } from "../render/surface.js";

/** What a face does. Every value is 0 in the neutral face. */
export interface Expression {
  /** 0..1: corners of the mouth wide and up; 1 widens the mouth by about a fifth. */
  readonly smile: number;
  /** 0..1: how far the jaw is down. */
  readonly mouthOpen: number;
  /** 0..1: how far the lid of the eye on the viewer's left is closed. */
  readonly blinkLeft: number;
  /** 0..1: the same on the viewer's right. */
  readonly blinkRight: number;
  /** -1..1: brows down, brows up. */
  readonly brows: number;
  /** Degrees the eyes turn to the viewer's right. */
  readonly gazeRight: number;
  /** Degrees the eyes turn down. */
  readonly gazeDown: number;
}

/** A face at rest, looking straight ahead. */
export const NEUTRAL: Expression = Object.freeze({
  smile: 0,
  mouthOpen: 0,
  blinkLeft: 0,
  blinkRight: 0,
  brows: 0,
  gazeRight: 0,
  gazeDown: 0,
});

/**
 * A head that can be drawn. Head coordinates: mm, origin midway between the pupils, x to the viewer's right (the
 * person's left), y down, z away from the viewer: the nose lies at negative z.
 */
export interface Head {
  /** Shown in logs: `"synthetic:iris"`. Never a person's name. */
  readonly id: string;
  /**
   * The head with an expression. The same surfaces, rewritten, at every call: draw them before the next one.
   */
  surfaces(expression: Expression): readonly Surface[];
  /**
   * Shoulders and clothes, which stay where they are when the head turns, in head coordinates of a head that looks
   * straight ahead; the neck of `surfaces` reaches down into them. None for a head without a body.
   */
  readonly torso: readonly Surface[];
  /**
   * Where the 468 points of the face mesh lie with an expression: what disguises hang on.
   * @returns shape `[468, 3]`, mm in head coordinates; rewritten at every call
   */
  landmarks(expression: Expression): Float32Array;
  /** Half axes of the skull without hair, mm: what caps and wigs must clear. `[x, y, z]`, and its centre. */
  readonly skull: {
    readonly centre: readonly [number, number, number];
    readonly radii: readonly [number, number, number];
  };
}

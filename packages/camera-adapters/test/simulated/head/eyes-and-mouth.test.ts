import type { FaceTemplate } from "@sourire/core";
import { beforeAll, describe, expect, it } from "vitest";
import { deformFace } from "../../../src/simulated/head/expression.js";
import { eyeSocket } from "../../../src/simulated/head/eye-socket.js";
import { createEyes } from "../../../src/simulated/head/eyes.js";
import {
  type EyePoints,
  LEFT_EYE,
  LOWER_LIP,
  RIGHT_EYE,
} from "../../../src/simulated/head/face-points.data.js";
import { MEAN_SHAPE, shapeFace } from "../../../src/simulated/head/face-shape.js";
import { type Expression, NEUTRAL } from "../../../src/simulated/head/head.js";
import { createMouth } from "../../../src/simulated/head/mouth.js";
import { pointAt, type Vec } from "../../../src/simulated/head/vector.js";
import type { Surface } from "../../../src/simulated/render/surface.js";
import { starterTemplate } from "../support/stand-in.js";

const LOOK = { iris: [90, 100, 80], lashes: [20, 16, 14], lashLength: 5 } as const;

let template: FaceTemplate;
let rest: Float32Array;

beforeAll(async () => {
  template = await starterTemplate();
  rest = shapeFace(template.points, MEAN_SHAPE, () => 0.5, 0);
});

/** How far a point lies outside of the ball, as a factor on its radii; less than 1 is inside. */
function outside(points: Float32Array, eye: EyePoints, [x, y, z]: Vec): number {
  const { centre, radii } = eyeSocket(points, eye);
  return Math.hypot(
    (x - centre[0]) / radii[0],
    (y - centre[1]) / radii[1],
    (z - centre[2]) / radii[2],
  );
}

describe("createEyes", () => {
  it("keeps every lid before its ball, open, half closed and closed", () => {
    for (const blink of [0, 0.3, 0.6, 1]) {
      const points = deformFace(rest, { ...NEUTRAL, blinkLeft: blink, blinkRight: blink });
      for (const eye of [RIGHT_EYE, LEFT_EYE]) {
        for (const lid of eye.upper) {
          expect(outside(rest, eye, pointAt(points, lid))).toBeGreaterThan(0.99);
        }
      }
    }
  });

  it("turns the iris with the gaze", () => {
    const eyes = createEyes(rest, LOOK, 1);
    const [ball] = eyes.surfaces as [Surface];
    const centreOf = (expression: Partial<Expression>): readonly [number, number] => {
      const all = { ...NEUTRAL, ...expression };
      eyes.place(deformFace(rest, all), all);
      // the place on the ball that shows the middle of its picture
      let best = 0;
      let least = Number.POSITIVE_INFINITY;
      const { uvs, positions } = ball.mesh;
      for (let i = 0; i < uvs.length / 2; i++) {
        const d = Math.hypot((uvs[2 * i] as number) - 0.5, (uvs[2 * i + 1] as number) - 0.5);
        if (d < least) [least, best] = [d, i];
      }
      return [positions[3 * best] as number, positions[3 * best + 1] as number];
    };
    const ahead = centreOf({});
    expect(centreOf({ gazeRight: 25 })[0]).toBeGreaterThan(ahead[0] + 2);
    expect(centreOf({ gazeRight: -25 })[0]).toBeLessThan(ahead[0] - 2);
    expect(centreOf({ gazeDown: 20 })[1]).toBeGreaterThan(ahead[1] + 2);
  });

  it("brings the lashes down with the lid", () => {
    const eyes = createEyes(rest, LOOK, 1);
    const lashes = eyes.surfaces[2] as Surface;
    const tips = (blinkLeft: number): number => {
      const expression = { ...NEUTRAL, blinkLeft };
      eyes.place(deformFace(rest, expression), expression);
      const { positions } = lashes.mesh;
      return positions[positions.length - 3 * 5 + 1] as number;
    };
    expect(tips(1)).toBeGreaterThan(tips(0) + 5);
  });
});

describe("createMouth", () => {
  it("hides the teeth behind closed lips and shows them below the upper lip of an open mouth", () => {
    const mouth = createMouth(rest, 1);
    const upperTeeth = mouth.surfaces[1] as Surface;
    mouth.place(rest);
    const { positions } = upperTeeth.mesh;
    const front = pointAt(rest, LOWER_LIP[3][4]);
    for (let i = 0; i < positions.length; i += 3) {
      expect(positions[i + 2] as number).toBeGreaterThan(front[2] + 3);
    }
    const open = deformFace(rest, { ...NEUTRAL, mouthOpen: 1 });
    mouth.place(open);
    const edge = Math.max(...Array.from(positions).filter((_, i) => i % 3 === 1));
    expect(edge).toBeLessThan(pointAt(open, LOWER_LIP[3][4])[1] - 8);
  });

  it("moves the lower teeth with the jaw", () => {
    const mouth = createMouth(rest, 1);
    const lower = mouth.surfaces[2] as Surface;
    mouth.place(rest);
    const before = lower.mesh.positions[1] as number;
    mouth.place(deformFace(rest, { ...NEUTRAL, mouthOpen: 1 }));
    expect(lower.mesh.positions[1] as number).toBeGreaterThan(before + 8);
  });
});

import { PAYER_SELECTION_DEFAULTS } from "../../src/capture/payer-selection.js";
import type { FaceDetection } from "../../src/detect/detector.js";
import { systemClock } from "../../src/kernel/clock.js";
import type { Frame, PixelImage } from "../../src/kernel/frame.js";
import type { Box } from "../../src/kernel/geometry.js";
import { createPayerFinder } from "../../src/pipeline/payer-finder.js";
import { createPayerFollower, type PayerFollower } from "../../src/pipeline/payer-follower.js";
import { createFaceTracker } from "../../src/track/face-tracker.js";
import type { TrackingOptions } from "../../src/track/tracking-options.js";
import { detectionAt, type FakePose, meshAt } from "../track/fake-face.js";
import { paintScene, type SceneScript } from "../track/scenes.js";

export const WIDTH = 320;
export const HEIGHT = 180;

/** SYNTHETIC: who stands where in one frame, and how it is lit. */
export interface Moment
  extends Pick<SceneScript, "gain" | "offset" | "noise" | "seed" | "visible"> {
  readonly payer: FakePose | undefined;
  /** The second person's face. */
  readonly newcomer?: Box;
}

/** Where the face of a pose is painted: about where its mesh lies. */
function faceBox({ x, y, span }: FakePose): Box {
  return { x: x - 0.8 * span, y: y - 0.8 * span, width: 1.6 * span, height: 2 * span };
}

/** Networks that answer what a scene holds, a picture of it, and a follower made of them. */
export function sceneWorld(tracking: TrackingOptions = {}) {
  const diary: ("detect" | "mesh")[] = [];
  let moment: Moment = { payer: undefined };
  let fault: Error | undefined;
  const stages = {
    detector: {
      async detect(): Promise<readonly FaceDetection[]> {
        diary.push("detect");
        if (fault) throw fault;
        const { payer, newcomer } = moment;
        const others = newcomer && isPlain(moment) ? [detectionOf(newcomer)] : [];
        return payer ? [detectionAt(payer), ...others] : others;
      },
      [Symbol.asyncDispose]: async () => {},
    },
    landmarks: {
      /** Finds the payer where it is, when the crop is near enough. */
      async locate(_: PixelImage, near: FaceDetection) {
        diary.push("mesh");
        if (fault) throw fault;
        const { payer } = moment;
        const at = near.keypoints.rightEye.x + near.keypoints.leftEye.x;
        if (!payer || Math.abs(at / 2 - payer.x) > payer.span) return meshAt(poseOf(near), 0);
        return meshAt(payer);
      },
      [Symbol.asyncDispose]: async () => {},
    },
  };
  const quality = { assess: () => [] };
  const finder = createPayerFinder({ stages, selection: {}, quality, clock: systemClock });
  const follower = createPayerFollower(finder, createFaceTracker(0.1, tracking), systemClock);
  return {
    diary,
    follower,
    fail: (cause: Error | undefined) => {
      fault = cause;
    },
    /** Sets the scene of the n-th frame and gives the frame. */
    frame(n: number, now: Moment, change: Partial<Frame> = {}): Frame {
      moment = now;
      return { sequence: n, capturedAtMs: 33 * n, image: paint(now), ...change };
    },
  };
}

/** Observes one scene after another; answers what was seen and whether the detector ran. */
export async function film(
  world: { readonly follower: PayerFollower; frame(n: number, now: Moment): Frame },
  moments: readonly Moment[],
): Promise<readonly string[]> {
  const seen: string[] = [];
  for (const [n, moment] of moments.entries()) {
    const observation = await world.follower.observe(world.frame(n, moment));
    if (observation.status === "unusable") seen.push(observation.reason);
    else seen.push(observation.face.detectedInThisFrame ? "detected" : "followed");
  }
  return seen;
}

/**
 * Whether a good detector finds the newcomer and they may be meant: wholly inside and in the middle part of the picture,
 * large enough, in the light, hardly hidden by the payer's head.
 */
export function isPlain({ payer, newcomer, visible = 1 }: Moment): boolean {
  if (!newcomer || visible < 0.5) return false;
  const { x, y, width, height } = newcomer;
  if (x < 0 || y < 0 || x + width > WIDTH || y + height > HEIGHT) return false;
  if (width < 0.1 * WIDTH) return false;
  const { box } = detectionOf(newcomer);
  const offX = Math.abs(box.x + box.width / 2 - WIDTH / 2) / (WIDTH / 2);
  const offY = Math.abs(box.y + box.height / 2 - HEIGHT / 2) / (HEIGHT / 2);
  const { maxOffCentre } = PAYER_SELECTION_DEFAULTS;
  if (Math.max(offX, offY) > maxOffCentre) return false;
  if (!payer) return true;
  const head = faceBox(payer);
  const hidden = Math.min(x + width, head.x + head.width) - Math.max(x, head.x);
  return hidden < 0.4 * width;
}

function paint({ payer, newcomer, ...light }: Moment): PixelImage {
  const size = { width: WIDTH, height: HEIGHT };
  // the payer is lit fully; a newcomer may come out of the dark
  const own = payer ? [faceBox(payer)] : [];
  if (!newcomer) return paintScene({ ...size, ...light, visible: 1, faces: own });
  return paintScene({ ...size, ...light, behind: [newcomer], faces: own });
}

function detectionOf(face: Box): FaceDetection {
  return detectionAt({
    x: face.x + face.width / 2,
    y: face.y + 0.4 * face.height,
    span: face.width / 2,
  });
}

function poseOf({ box }: FaceDetection): FakePose {
  return { x: box.x + box.width / 2, y: box.y + 0.35 * box.height, span: box.width / 2 };
}

import type { Clock } from "../kernel/clock.js";
import { assertPixelImage, type Frame } from "../kernel/frame.js";
import type { FaceTracker } from "../track/face-tracker.js";
import type { FollowedObservation, Observation, StageTimings } from "./observation.js";
import type { PayerFinder } from "./payer-finder.js";

/**
 * Looks at the frames of one camera, in their order, and follows the payer's face: where it was shows
 * where it is, and the detector runs only when that may no longer hold or somebody else may have come.
 * Its state is its own; it holds nothing that needs closing.
 */
export interface PayerFollower {
  /**
   * Looks for the one payer and judges the face. Embeds nothing; keeps the place of the face and a coarse grid
   * of the scene's brightness.
   * @throws {SourireError} `FRAME_INVALID`, `MODEL_OUTPUT_INVALID`
   * @throws {TypeError} while another frame is still being observed
   */
  observe(frame: Frame): Promise<FollowedObservation>;
  /**
   * Looks at a frame with the detector whatever was followed: for the frame whose face is to be embedded. The
   * frame observed last may be given again.
   * @throws as {@link PayerFollower.observe}
   */
  detect(frame: Frame): Promise<Observation>;
  /** Forgets the face: the next one is another track. */
  reset(): void;
}

/** Joins a tracker with the networks. */
export function createPayerFollower(
  finder: PayerFinder,
  tracker: FaceTracker,
  clock: Clock,
): PayerFollower {
  /** The frame that the tracker knows of. */
  let planned: number | undefined;

  const detectNow = async (frame: Frame): Promise<Observation> => {
    const found = await finder.find(frame.image);
    if (found.status === "unusable") {
      tracker.lose();
      return { ...found, defects: [] };
    }
    const { detection, landmarks, timingsMs } = found;
    const { trackId } = tracker.detected(detection, landmarks);
    const face = { trackId, detectedInThisFrame: true, detection, landmarks } as const;
    return finder.judge(frame, { sequence: frame.sequence, ...face }, timingsMs);
  };

  const followNow = async (frame: Frame): Promise<FollowedObservation> => {
    const start = clock.monotonic();
    const plan = tracker.plan(frame);
    planned = frame.sequence;
    const follow = clock.monotonic() - start;
    if (plan.action === "detect") return withTimings(await detectNow(frame), { follow });
    const { image, sequence } = frame;
    const { landmarks, ms } = await finder.locate(image, plan.expected);
    const timings = { follow, landmarks: ms };
    const tracked = tracker.track(image, landmarks);
    if (!tracked || !finder.isPayer(tracked.detection, image)) {
      return withTimings(await detectNow(frame), timings);
    }
    const face = { ...tracked, detectedInThisFrame: false, landmarks } as const;
    return finder.judge(frame, { sequence, ...face }, timings);
  };

  const alone = oneAtATime(() => tracker.lose()); // nothing is followed across a fault
  return {
    observe: (frame) => alone(frame, followNow),
    detect: (frame) =>
      alone(frame, (given) => {
        if (planned !== given.sequence) tracker.plan(given);
        planned = given.sequence;
        return detectNow(given);
      }),
    reset: () => tracker.lose(),
  };
}

/** Runs work on one frame at a time: the next one builds on its answer. */
function oneAtATime(onFault: () => void) {
  let busy = false;
  return async <T>(frame: Frame, work: (frame: Frame) => Promise<T>): Promise<T> => {
    if (busy) throw new TypeError("one frame at a time: another is still being observed");
    busy = true;
    try {
      assertPixelImage(frame.image);
      return await work(frame);
    } catch (cause) {
      onFault();
      throw cause;
    } finally {
      busy = false;
    }
  };
}

/** Adds what tracking took before the detector was asked after all. */
function withTimings(
  seen: Observation,
  spent: { readonly follow: number; readonly landmarks?: number },
): Observation {
  const { landmarks: again } = seen.timingsMs;
  const before = spent.landmarks ?? 0;
  const timingsMs: StageTimings = {
    ...seen.timingsMs,
    follow: spent.follow,
    ...(again === undefined && before === 0 ? {} : { landmarks: before + (again ?? 0) }),
  };
  return { ...seen, timingsMs };
}

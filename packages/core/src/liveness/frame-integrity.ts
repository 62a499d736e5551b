import type { Frame } from "../kernel/frame.js";
import { frameFingerprint } from "./frame-fingerprint.js";
import type { LivenessCheck, LivenessVerdict } from "./liveness-check.js";
import { createRepeats, type Repeats } from "./repeats.js";

/** Options of {@link createFrameIntegrity}. */
export interface FrameIntegrityOptions {
  /** Frames before there is a verdict, >= 3. @defaultValue 5 */
  readonly minFrames?: number;
  /** Longest time from one frame of the camera to its next, ms. @defaultValue 500 */
  readonly maxGapMs?: number;
  /** Spread of the times from frame to frame up to which they count as computed, ms. @defaultValue 0.001 */
  readonly minJitterMs?: number;
  /** Frames that are remembered when repetitions are looked for. @defaultValue 1024 */
  readonly memoryFrames?: number;
}

/**
 * Limits of {@link createFrameIntegrity}, from what cameras and people do, not from data:
 * - `minFrames`: as many as the texture check needs, so that it costs no time of its own.
 * - `maxGapMs`: at walking pace (1.4 m/s) a person moves 0.7 m within it, enough for another one to
 *   take their place unseen; and a camera slower than 2 frames a second cannot serve a payment.
 * - `minJitterMs`: clocks here tick in microseconds, and a camera's frames reach a program tens of
 *   microseconds to milliseconds early or late. Four intervals that agree to one were computed.
 * - `memoryFrames`: half a minute at 30 frames a second; a payment has 20 seconds.
 */
export const FRAME_INTEGRITY_DEFAULTS: Readonly<Required<FrameIntegrityOptions>> = Object.freeze({
  minFrames: 5,
  maxGapMs: 500,
  minJitterMs: 0.001,
  memoryFrames: 1024,
});

/** The check `frame-integrity`, which can also take the digests that the evidence will name. */
export interface FrameIntegrity extends LivenessCheck {
  /**
   * Takes the digest of a frame's whole content into account; the same digest again is judged like
   * the same picture again.
   * @param sha256 - of one observed frame, in any one encoding; each frame at most once
   */
  addDigest(sha256: string): void;
}

/**
 * Looks for signs that frames do not come from a sensor as it takes them: numbers or times that do
 * not grow, times too regular to be measured, gaps, pictures that repeat, settings that change.
 *
 * This is WEAK evidence. It finds frozen, looped, badly re-timed frames and careless virtual
 * cameras. Whoever injects frames with care (fresh noise, jittered times) passes, as does every
 * print and screen held before a real camera. Alone it proves no assurance.
 *
 * A camera may hold a picture for the next frame when light is short, so held pictures fail only
 * when they are more than half: a sensor at half its rate holds every second one. A picture that
 * comes back after another one fails at once. An adapter must state the time of arrival or of
 * exposure at its clock's full resolution: times counted up from a frame rate fail here.
 * @throws {RangeError} when an option is out of its range
 */
export function createFrameIntegrity(options: FrameIntegrityOptions = {}): FrameIntegrity {
  const limits = { ...FRAME_INTEGRITY_DEFAULTS, ...options };
  assertLimits(limits);
  const pictures = createRepeats(limits.memoryFrames);
  const digests = createRepeats(limits.memoryFrames);
  const timing = { shortestMs: Number.POSITIVE_INFINITY, longestMs: 0 };
  let last: Moment | undefined;
  let failure: string | undefined;
  return {
    name: "frame-integrity",
    observe({ frame }) {
      const moment = momentOf(frame);
      failure ??= last && compare(last, moment, timing, limits.maxGapMs);
      last = moment;
      pictures.add(frameFingerprint(frame.image));
    },
    addDigest(sha256) {
      digests.add(sha256);
    },
    verdict(): LivenessVerdict {
      const { minFrames, minJitterMs } = limits;
      const found = failure ?? repetition(pictures, minFrames) ?? repetition(digests, minFrames);
      if (found) return { status: "failed", reason: found };
      if (pictures.seen < minFrames) {
        return { status: "not-applicable", reason: `${pictures.seen} of ${minFrames} frames` };
      }
      if (timing.longestMs - timing.shortestMs < minJitterMs) {
        return { status: "failed", reason: "timing-too-regular" };
      }
      return { status: "passed" };
    },
  };
}

/** What is kept of a frame; nothing of the picture. */
interface Moment {
  readonly sequence: number;
  readonly timeMs: number;
  readonly settings: string;
}

function momentOf({ sequence, capturedAtMs, image }: Frame): Moment {
  const { format, width, height } = image;
  return { sequence, timeMs: capturedAtMs, settings: `${format} ${width} x ${height}` };
}

/** @returns what is wrong between two frames that were read one after the other */
function compare(
  before: Moment,
  now: Moment,
  timing: { shortestMs: number; longestMs: number },
  maxGapMs: number,
): string | undefined {
  const frames = now.sequence - before.sequence;
  const elapsedMs = now.timeMs - before.timeMs;
  if (!(Number.isSafeInteger(frames) && frames > 0)) return "sequence-not-increasing";
  if (!(Number.isFinite(elapsedMs) && elapsedMs > 0)) return "time-not-increasing";
  if (now.settings !== before.settings) return "settings-changed";
  // a reader that skipped frames is no fault of the camera: the time is shared out among them
  const intervalMs = elapsedMs / frames;
  if (intervalMs > maxGapMs) return "time-gap";
  timing.shortestMs = Math.min(timing.shortestMs, intervalMs);
  timing.longestMs = Math.max(timing.longestMs, intervalMs);
  return undefined;
}

function repetition({ looped, held, seen }: Repeats, minFrames: number): string | undefined {
  if (looped) return "frames-looped";
  return seen >= minFrames && held > seen / 2 ? "frames-frozen" : undefined;
}

function assertLimits(limits: Required<FrameIntegrityOptions>): void {
  const { minFrames, maxGapMs, minJitterMs, memoryFrames } = limits;
  if (!Number.isSafeInteger(minFrames) || minFrames < 3)
    throw new RangeError("minFrames: need >= 3");
  if (!Number.isSafeInteger(memoryFrames) || memoryFrames < 1) {
    throw new RangeError("memoryFrames: need >= 1");
  }
  if (!(maxGapMs > 0)) throw new RangeError("maxGapMs: need > 0");
  if (!(minJitterMs >= 0)) throw new RangeError("minJitterMs: need >= 0");
}

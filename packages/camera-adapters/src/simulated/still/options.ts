import type { Box, Clock, PixelImage } from "@sourire/core";
import type { MotionRange } from "./motion.js";

/** Options of {@link createStillCamera}. */
export interface StillCameraOptions extends Partial<MotionRange> {
  /** The still picture of the payer, `rgb8`, `rgba8` or `gray8`; copied. Alpha is ignored. */
  readonly picture: PixelImage;
  /** Where the face is in the picture; what a detector answers fits. */
  readonly face: { readonly box: Box };
  /** Any 32-bit integer; the same seed gives the same frames, byte for byte. */
  readonly seed: number;
  /** Pixels, 64..4096. @defaultValue 640 */
  readonly width?: number;
  /** Pixels, 64..4096. @defaultValue 480 */
  readonly height?: number;
  /** Frames a second, 1..120. @defaultValue 15 */
  readonly framesPerSecond?: number;
  /** Height of the face's box against the frame's height at the middle scale, 0.1..1. @defaultValue 0.5 */
  readonly faceShare?: number;
  /** Standard deviation of the sensor's noise, levels of 0..255, 0..30. @defaultValue 2 */
  readonly noiseLevel?: number;
  /** How long the lens needs to focus after the start, ms. @defaultValue 300 */
  readonly defocusMs?: number;
  /** Shown in receipts and logs. @defaultValue `"simulated:picture"` */
  readonly id?: `simulated:${string}`;
  /** @defaultValue the machine's own */
  readonly clock?: Clock;
  /** Waits; rejects when the signal aborts. @defaultValue `sleep` of `@sourire/core` */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

type WithDefault = Exclude<
  keyof StillCameraOptions,
  "picture" | "face" | "seed" | "clock" | "sleep"
>;

/**
 * What {@link createStillCamera} does unless told. They are a scene, not thresholds: a face as
 * near as at a kiosk, which stands as still as people do, before a webcam under changing daylight.
 */
export const STILL_CAMERA_DEFAULTS: Readonly<Required<Pick<StillCameraOptions, WithDefault>>> =
  Object.freeze({
    width: 640,
    height: 480,
    framesPerSecond: 15,
    faceShare: 0.5,
    swayShare: 0.04,
    scaleShare: 0.1,
    rollDegrees: 4,
    gainShare: 0.12,
    gammaShare: 0.08,
    noiseLevel: 2,
    defocusMs: 300,
    id: "simulated:picture",
  });

/** Options with their defaults. */
export type StillCameraSettings = typeof STILL_CAMERA_DEFAULTS & StillCameraOptions;

/** @throws {RangeError} naming the option that is out of its range */
export function assertSettings(settings: StillCameraSettings): void {
  const ranges: readonly [name: WithDefault, low: number, high: number, whole?: boolean][] = [
    ["width", 64, 4096, true],
    ["height", 64, 4096, true],
    ["framesPerSecond", 1, 120],
    ["faceShare", 0.1, 1],
    ["swayShare", 0, 0.25],
    ["scaleShare", 0, 0.5],
    ["rollDegrees", 0, 45],
    ["gainShare", 0, 0.5],
    ["gammaShare", 0, 0.5],
    ["noiseLevel", 0, 30],
    ["defocusMs", 0, 60_000],
  ];
  for (const [name, low, high, whole] of ranges) {
    const value = Number(settings[name]);
    if (!(value >= low && value <= high) || (whole && !Number.isInteger(value))) {
      throw new RangeError(`${name}: need ${low}..${high}, got ${value}`);
    }
  }
  if (!Number.isInteger(settings.seed)) throw new RangeError("seed: need an integer");
  if (!settings.id.startsWith("simulated:"))
    throw new RangeError('id: must start with "simulated:"');
}

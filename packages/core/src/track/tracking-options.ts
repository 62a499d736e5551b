/** Settings of `FacePipeline.follow`. */
export interface TrackingOptions {
  /** Frames in a row whose face may come from tracking alone, >= 0; 0 detects in every frame. */
  readonly maxTrackedFrames?: number;
  /** Longest time without a detection, ms. */
  readonly maxTrackedMs?: number;
  /** Time from one observed frame to the next from which the face was out of sight, ms. */
  readonly maxGapMs?: number;
  /** Frames of the camera that may go unobserved between two observed ones. */
  readonly maxSkippedFrames?: number;
  /** Least change of a cell of the scene that counts, levels of 0..255, once the light is made equal. */
  readonly minLumaChange?: number;
  /** Cells of the scene that must have changed before the detector looks again, >= 1. */
  readonly minChangedCells?: number;
}

/**
 * Used where {@link TrackingOptions} leaves something out.
 * - `maxTrackedFrames`: a detection costs two to three times a mesh, so that one in ten adds less than a third
 *   to a tracked frame; the next halving of that share would double the time a newcomer can stay unseen.
 * - `maxTrackedMs`: the same limit for slow machines. People change places at walking pace (1.4 m/s, half a metre) in
 *   0.35 s; whoever comes near to be a second payer needs longer.
 * - `maxGapMs`: less than that 0.35 s, so that nobody can take another's place unseen.
 * - `maxSkippedFrames`: as long as `maxGapMs` for a camera of 30 frames a second.
 * - `minLumaChange`: what is left of a sensor's noise of 4 levels, averaged over the 16 samples of a cell, differs by
 *   1.4 levels (one sigma) between two frames. Noisier scenes raise the limit by themselves, see `createSceneWatch`.
 * - `minChangedCells`: a face of the least size that may pay covers 25 cells, nine of them wholly wherever it stands;
 *   this is less than half of those. Measured with 150 faces of LFW-dev, without hair, on a synthetic wall of
 *   the face's own mean brightness and noise of 5 levels: the face changes 11 cells or more with the light within
 *   20 %, the empty wall 2 or less. At a third of the light, 39 of 40 faces change 4 or more.
 */
export const TRACKING_DEFAULTS: Readonly<Required<TrackingOptions>> = Object.freeze({
  maxTrackedFrames: 9,
  maxTrackedMs: 500,
  maxGapMs: 300,
  maxSkippedFrames: 9,
  minLumaChange: 4,
  minChangedCells: 4,
});

/**
 * The options with their defaults.
 * @throws {RangeError} when one is out of its range
 */
export function trackingLimits(options: TrackingOptions): Required<TrackingOptions> {
  const limits = { ...TRACKING_DEFAULTS, ...options };
  for (const name of ["maxTrackedFrames", "maxSkippedFrames"] as const) {
    if (!(Number.isSafeInteger(limits[name]) && limits[name] >= 0)) {
      throw new RangeError(`${name}: need a whole number >= 0`);
    }
  }
  for (const name of ["maxTrackedMs", "maxGapMs", "minLumaChange"] as const) {
    if (!(limits[name] > 0)) throw new RangeError(`${name}: need > 0`);
  }
  if (!(Number.isSafeInteger(limits.minChangedCells) && limits.minChangedCells >= 1)) {
    throw new RangeError("minChangedCells: need a whole number >= 1");
  }
  return limits;
}

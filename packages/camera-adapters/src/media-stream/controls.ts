import { SourireError } from "@sourire/core";
import { mediaFault } from "./faults.js";

/** What a camera lets a page set, as far as its browser says so. */
export interface MediaCameraControls {
  /** Where the device has a light beside its lens. */
  readonly torch?: TorchControl;
  /** Where the device can hold its exposure. */
  readonly exposure?: ExposureControl;
}

/** A light beside the lens. */
export interface TorchControl {
  /** @throws {SourireError} `CAMERA_FORMAT_UNSUPPORTED` when the camera does not obey */
  set(on: boolean): Promise<void>;
}

/** How long the sensor is exposed. */
export interface ExposureControl {
  /** Times that can be set, ms; missing where the camera only holds the time it has. */
  readonly timeRangeMs?: { readonly min: number; readonly max: number };
  /**
   * Holds the exposure, so that a change of light is seen as one.
   * @param timeMs - within `timeRangeMs`; the present time where it is left out
   * @throws {RangeError} when the time is outside the range
   * @throws {SourireError} `CAMERA_FORMAT_UNSUPPORTED` when the camera does not obey
   */
  lock(timeMs?: number): Promise<void>;
  /**
   * Lets the camera adapt again.
   * @throws {SourireError} `CAMERA_FORMAT_UNSUPPORTED` when the camera does not obey
   */
  release(): Promise<void>;
}

/** Of the MediaStream Image Capture specification, which TypeScript's own types leave out. */
export interface ImageSettings {
  readonly torch?: boolean;
  readonly exposureMode?: string;
  /** Units of 100 microseconds. */
  readonly exposureTime?: number;
}
interface ImageCapabilities {
  /** A boolean in browsers, a list of them in the specification's newer text. */
  readonly torch?: boolean | readonly boolean[];
  readonly exposureMode?: readonly string[];
  readonly exposureTime?: { readonly min: number; readonly max: number };
}

/** Units of the specification in a millisecond. */
export const EXPOSURE_UNITS_PER_MS = 10;

/** What this track offers. A control that is missing here is one that the browser or the device lacks. */
export function controlsOf(track: MediaStreamTrack): MediaCameraControls {
  const capabilities: MediaTrackCapabilities & ImageCapabilities = track.getCapabilities?.() ?? {};
  const modes = capabilities.exposureMode ?? [];
  const holds = modes.includes("manual") && modes.includes("continuous");
  return Object.freeze({
    ...([capabilities.torch].flat().includes(true) ? { torch: torchOf(track) } : {}),
    ...(holds ? { exposure: exposureOf(track, capabilities.exposureTime) } : {}),
  });
}

function torchOf(track: MediaStreamTrack): TorchControl {
  return Object.freeze({ set: (on: boolean) => apply(track, { torch: on }) });
}

function exposureOf(
  track: MediaStreamTrack,
  range: ImageCapabilities["exposureTime"],
): ExposureControl {
  const timeRangeMs = range && {
    min: range.min / EXPOSURE_UNITS_PER_MS,
    max: range.max / EXPOSURE_UNITS_PER_MS,
  };
  return Object.freeze({
    ...(timeRangeMs ? { timeRangeMs: Object.freeze(timeRangeMs) } : {}),
    async lock(timeMs?: number) {
      if (timeMs !== undefined) assertTime(timeMs, timeRangeMs);
      const present: MediaTrackSettings & ImageSettings = track.getSettings();
      const time = timeMs === undefined ? present.exposureTime : timeMs * EXPOSURE_UNITS_PER_MS;
      const exposureTime = range && time !== undefined ? { exposureTime: time } : {};
      await apply(track, { exposureMode: "manual", ...exposureTime });
    },
    release: () => apply(track, { exposureMode: "continuous" }),
  });
}

function assertTime(timeMs: number, range: ExposureControl["timeRangeMs"]): void {
  if (!range || !(timeMs >= range.min && timeMs <= range.max)) {
    const allowed = range ? `${range.min}..${range.max} ms` : "none: this camera offers no times";
    throw new RangeError(`timeMs: need ${allowed}, got ${timeMs}`);
  }
}

/** Sets it and looks whether it was done: what stands in `advanced` may be passed over without a word. */
async function apply(track: MediaStreamTrack, wanted: ImageSettings): Promise<void> {
  const advanced = [wanted as MediaTrackConstraintSet];
  try {
    // all constraints are set anew, so that size and rate are said again; a browser that takes no mixture keeps them
    await track
      .applyConstraints({ ...track.getConstraints(), advanced })
      .catch(() => track.applyConstraints({ advanced }));
  } catch (cause) {
    throw mediaFault(cause);
  }
  const settings: MediaTrackSettings & ImageSettings = track.getSettings();
  const { torch, exposureMode } = wanted;
  const obeyed =
    (torch === undefined || settings.torch === torch) &&
    (exposureMode === undefined || settings.exposureMode === exposureMode);
  if (!obeyed) {
    const names = Object.keys(wanted).join(", ");
    throw new SourireError("CAMERA_FORMAT_UNSUPPORTED", `the camera did not take over ${names}`);
  }
}

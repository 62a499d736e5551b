import { EXPOSURE_UNITS_PER_MS, type ImageSettings } from "./controls.js";

/** How a camera runs at this moment, as far as its browser says; plain data, without ids. */
export interface MediaStreamSettings {
  /** Pixels. */
  readonly width?: number;
  /** Pixels. */
  readonly height?: number;
  /** Frames a second. */
  readonly framesPerSecond?: number;
  /** `user` or `environment`, on devices that know. */
  readonly facingMode?: string;
  /** The light beside the lens is on. */
  readonly torch?: boolean;
  /** `manual` while it is held, else `continuous`. */
  readonly exposureMode?: string;
  /** ms. */
  readonly exposureTimeMs?: number;
}

/** What the track says of itself, in the words and units of this project. */
export function mediaSettingsOf(track: MediaStreamTrack): MediaStreamSettings {
  const settings: MediaTrackSettings & ImageSettings = track.getSettings();
  const { width, height, frameRate, facingMode, torch, exposureMode, exposureTime } = settings;
  const stated = {
    width,
    height,
    framesPerSecond: frameRate,
    facingMode,
    torch,
    exposureMode,
    exposureTimeMs: exposureTime === undefined ? undefined : exposureTime / EXPOSURE_UNITS_PER_MS,
  };
  return Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== undefined));
}

import { type Frame, type PixelImage, seededUniform } from "@sourire/core";
import { createMotion } from "./motion.js";
import { createNoise } from "./noise.js";
import type { SimulatedCameraSettings } from "./options.js";
import { render } from "./render.js";
import type { RgbPicture } from "./rgb-picture.js";
import { prepareScene, type Scene } from "./scene.js";

/** Share of the frame interval by which frames come early or late, as those of real cameras do. */
const JITTER_SHARE = 0.05;

/** Every frame of the simulation, as a function of its number. */
export interface Film {
  /** A new place to draw frames in. */
  buffer(): Uint8Array<ArrayBuffer>;
  /** Time of a frame since the start, ms. */
  takenAtMs(sequence: number): number;
  /** Number of the newest frame at a time since the start. */
  newest(elapsedMs: number): number;
  /**
   * Draws one frame.
   * @param data - one of `buffer`, overwritten
   */
  frame(sequence: number, startedAtMs: number, data: Uint8Array<ArrayBuffer>): Frame;
}

/**
 * @throws {SourireError} `FRAME_INVALID`
 * @throws {RangeError} when the face lies outside the picture
 */
export function createFilm(settings: SimulatedCameraSettings): Film {
  const { width, height, seed, defocusMs } = settings;
  const size = { width, height, faceHeight: settings.faceShare * height };
  const scene = prepareScene(settings.picture, settings.face.box, size, settings);
  const motion = createMotion(seed, settings, height);
  const noise = createNoise(seed ^ 0x6e6f6973, settings.noiseLevel);
  const intervalMs = 1000 / settings.framesPerSecond;
  /** Numbers that belong to one frame, whichever frames were read before. */
  const uniformOf = (sequence: number) => seededUniform(seed + Math.imul(sequence + 1, 0x9e3779b1));
  const takenAtMs = (sequence: number): number =>
    intervalMs * (sequence + JITTER_SHARE * (2 * uniformOf(sequence)() - 1) + JITTER_SHARE);
  return {
    buffer: () => new Uint8Array(width * height * 3),
    takenAtMs,
    newest(elapsedMs) {
      const latest = Math.max(0, Math.floor(elapsedMs / intervalMs));
      return latest > 0 && takenAtMs(latest) > elapsedMs ? latest - 1 : latest;
    },
    frame(sequence, startedAtMs, data) {
      const sinceStartMs = takenAtMs(sequence);
      const moment = motion(sinceStartMs / 1000);
      const picture = inFocus(scene, sinceStartMs / defocusMs);
      const pixels = new Uint8ClampedArray(data.buffer);
      const uniform = uniformOf(sequence);
      render({ scene, picture, moment, noise, uniform }, pixels, width, height);
      const image: PixelImage = { format: "rgb8", width, height, stride: width * 3, data };
      return { sequence, capturedAtMs: startedAtMs + sinceStartMs, image };
    },
  };
}

/** @param progress - of the lens, 0 at the start, 1 and more when it has focused */
function inFocus({ focus }: Scene, progress: number): RgbPicture {
  const last = focus.length - 1;
  const index = progress >= 1 || Number.isNaN(progress) ? last : Math.floor(progress * last);
  return focus[index] as RgbPicture;
}

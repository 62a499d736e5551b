import type { PixelImage } from "@sourire/core";
import type { Film } from "../film.js";
import { createTiming } from "../timing.js";
import { createMotion } from "./motion.js";
import { createNoise } from "./noise.js";
import type { StillCameraSettings } from "./options.js";
import { render } from "./render.js";
import type { RgbPicture } from "./rgb-picture.js";
import { prepareScene, type Scene } from "./scene.js";

/**
 * @throws {SourireError} `FRAME_INVALID`
 * @throws {RangeError} when the face lies outside the picture
 */
export function createStillFilm(settings: StillCameraSettings): Film {
  const { width, height, seed, defocusMs } = settings;
  const size = { width, height, faceHeight: settings.faceShare * height };
  const scene = prepareScene(settings.picture, settings.face.box, size, settings);
  const motion = createMotion(seed, settings, height);
  const noise = createNoise(seed ^ 0x6e6f6973, settings.noiseLevel);
  const { uniformOf, takenAtMs, newest } = createTiming(seed, settings.framesPerSecond);
  return {
    buffer: () => new Uint8Array(width * height * 3),
    takenAtMs,
    newest,
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

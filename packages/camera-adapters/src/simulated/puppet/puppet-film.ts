import type { DepthImage, Frame, PixelImage } from "@sourire/core";
import type { AttackedCamera } from "../attack/attack.js";
import type { Film } from "../film.js";
import { intrinsicsOf } from "../render/placement.js";
import { createRasteriser } from "../render/rasterise.js";
import type { Raster } from "../render/scene.js";
import { parseScript } from "../script/parse-script.js";
import { createPerformance, type Performance } from "../script/performance.js";
import { SENSOR_DEFAULTS } from "../sensor/options.js";
import { createSensor } from "../sensor/sensor.js";
import { createRoom } from "../stage/room.js";
import { createTiming } from "../timing.js";
import { type PuppetFilmOptions, type PuppetSettings, puppetSettings } from "./options.js";
import type { PuppetBuffer } from "./puppet-buffer.js";
import { createSight } from "./sight.js";

/**
 * SIMULATED: what a camera sees of a payer or of an attack, frame by frame, as fast as it is drawn. For clips, for
 * measurements and for {@link createPuppetCamera}, which shows it in its own time.
 *
 * Exposure follows the frames before: for the same bytes, draw the frames in order.
 * @throws {RangeError} when an option is out of its range
 * @throws {SourireError} `SCRIPT_INVALID`
 * @example
 * const film = createPuppetFilm({ payer: head, script: "neutral 1s, smile 1s", atEnd: "end", seed: 1 });
 * const buffer = film.buffer();
 * for (let i = 0; i <= (film.last ?? 0); i++) look(film.frame(i, 0, buffer));
 */
export function createPuppetFilm(options: PuppetFilmOptions): Film<PuppetBuffer> {
  const settings = puppetSettings(options);
  const { width, height, seed, infrared, fovDegrees } = settings;
  const intrinsics = intrinsicsOf({ width, height, fovDegrees });
  const rasteriser = createRasteriser({ width, height, intrinsics, infrared });
  const sensor = createSensor({ ...settings.sensor, seed });
  const timing = createTiming(seed, settings.framesPerSecond);
  const performance = performanceOf(settings);
  const camera: AttackedCamera = { width, height, intrinsics };
  const background = settings.background ?? createRoom(seed);
  const sight = createSight(settings, { performance, camera, background, film: createPuppetFilm });
  const size = width * height;
  return {
    buffer: () => ({
      colour: new Uint8Array(3 * size),
      ...(settings.depth ? { depth: new Uint16Array(size) } : {}),
      ...(infrared ? { infrared: new Uint8Array(size) } : {}),
    }),
    takenAtMs: timing.takenAtMs,
    newest: timing.newest,
    ...(settings.atEnd === "end" ? { last: lastFrame(performance, settings.framesPerSecond) } : {}),
    frame(sequence, startedAtMs, buffer) {
      const atMs = timing.takenAtMs(sequence);
      const moment = { sequence, atMs };
      const seen = sight(atMs, buffer);
      if (seen) {
        const raster = rasteriser.draw(seen);
        sensor.colour(raster, moment, buffer.colour);
        if (buffer.depth) sensor.depth(raster, moment, buffer.depth);
        if (buffer.infrared) sensor.infrared(raster, moment, buffer.infrared);
      }
      return frameOf(buffer, settings, intrinsics, { sequence, capturedAtMs: startedAtMs + atMs });
    },
  };
}

function performanceOf({ script, seed, unrest, atEnd }: PuppetSettings): Performance {
  const once = createPerformance(parseScript(script), { seed, unrest });
  if (atEnd !== "loop" || once.durationMs === 0) return once;
  // the sway goes on; only the script begins again
  return { ...once, at: (timeMs) => once.at(timeMs, timeMs % once.durationMs) };
}

function lastFrame({ durationMs }: Performance, framesPerSecond: number): number {
  return Math.max(0, Math.ceil((durationMs / 1000) * framesPerSecond) - 1);
}

function frameOf(
  buffer: PuppetBuffer,
  { width, height, sensor }: PuppetSettings,
  intrinsics: Raster["intrinsics"],
  stamp: Pick<Frame, "sequence" | "capturedAtMs">,
): Frame {
  const image: PixelImage = {
    format: "rgb8",
    width,
    height,
    stride: width * 3,
    data: buffer.colour,
  };
  const unitMm = sensor?.depthUnitMm ?? SENSOR_DEFAULTS.depthUnitMm;
  const depth: DepthImage | undefined = buffer.depth && {
    width,
    height,
    data: buffer.depth,
    unitMm,
    intrinsics,
  };
  const infrared: PixelImage | undefined = buffer.infrared && {
    format: "gray8",
    width,
    height,
    stride: width,
    data: buffer.infrared,
  };
  return { ...stamp, image, ...(depth ? { depth } : {}), ...(infrared ? { infrared } : {}) };
}

import {
  type Camera,
  type CameraCapabilities,
  SourireError,
  sleep as sleepFor,
  systemClock,
} from "@sourire/core";
import { createFfmpegCamera } from "../ffmpeg/ffmpeg-camera.js";
import { openRecording } from "../record/open-recording.js";
import type { Film } from "./film.js";
import { openFolderFilm } from "./folder-film.js";
import type { ReplayCameraOptions } from "./options.js";
import { pictureByFfmpeg } from "./picture-by-ffmpeg.js";
import { createPlayer } from "./player.js";
import { recordingFilm } from "./recording-film.js";

/**
 * Plays pictures, a video or a recording as a camera, for tests and evaluations. Whatever it plays, it is no live
 * camera: its transport is `program` and it states `simulated: true`, so that a live issuer refuses it. A recording
 * keeps its numbers, times, depth and infrared; what is read again goes on counting. One reader at a time.
 *
 * From `frames`: `IMAGE_*` when a picture is broken, `CAMERA_FORMAT_UNSUPPORTED` when a video's codec is unknown or
 * pictures differ in size, `RECORDING_INVALID` where a recording is damaged, `FFMPEG_NOT_FOUND`, `CAMERA_BUSY`.
 * @throws {SourireError} `CAMERA_NOT_FOUND` when there is no such folder, file or picture, `CAMERA_DENIED`,
 * `RECORDING_INVALID`, `RECORDING_LOCKED`, `RECORDING_CONSENT_MISSING`
 * @throws {RangeError} when an option is out of its range
 * @example await using camera = await createReplayCamera({ source: { kind: "folder", path, readPicture: readImageFile } });
 */
export async function createReplayCamera(options: ReplayCameraOptions): Promise<Camera> {
  const { source, id = `replay:${source.kind}` } = options;
  if (source.kind === "video") return videoCamera(options, source.path, id);
  const { loop = false, pace = "realtime", clock = systemClock, sleep = sleepFor } = options;
  const { film, depth } = await open(options);
  const play = createPlayer({ film, loop, pace, clock, sleep, id });
  const closing = new AbortController();
  return {
    id,
    transport: "program",
    capabilities: Object.freeze({ ...depth, simulated: true }),
    async *frames({ signal }) {
      yield* play(AbortSignal.any([signal, closing.signal]));
      if (closing.signal.aborted) throw new SourireError("CAMERA_CLOSED", `${id} was disposed of`);
    },
    async [Symbol.asyncDispose]() {
      closing.abort();
    },
  };
}

type Sensing = Omit<CameraCapabilities, "simulated">;

async function open(
  options: ReplayCameraOptions,
): Promise<{ readonly film: Film; readonly depth: Sensing }> {
  const { source, clock = systemClock, ffmpegPath } = options;
  if (source.kind === "recording") {
    const recording = await openRecording({ ...source, clock });
    const { simulated: _, ...depth } = recording.header.camera.capabilities;
    return { film: recordingFilm(recording), depth };
  }
  if (source.kind !== "folder") throw new RangeError(`source: ${source.kind}`);
  const film = await openFolderFilm(
    source,
    (path, { signal }) =>
      pictureByFfmpeg(path, { signal, ...(ffmpegPath === undefined ? {} : { ffmpegPath }) }),
    () => clock.monotonic(),
  );
  return { film, depth: { depth: false, infrared: false } };
}

function videoCamera(options: ReplayCameraOptions, path: string, id: string): Camera {
  const { loop = false, pace = "realtime", ffmpegPath, clock, log } = options;
  const camera = createFfmpegCamera({
    source: { kind: "file", path, loop, pace },
    ...(ffmpegPath === undefined ? {} : { ffmpegPath }),
    ...(clock === undefined ? {} : { clock }),
    ...(log === undefined ? {} : { log }),
  });
  return { ...camera, id, transport: "program" };
}

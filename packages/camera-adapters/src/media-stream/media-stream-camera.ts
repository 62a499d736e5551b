import { type Camera, newestFrames, SourireError } from "@sourire/core";
import { type CaptureClock, createCaptureClock } from "./capture-clock.js";
import { controlsOf, type MediaCameraControls } from "./controls.js";
import { trackLost } from "./faults.js";
import { identityOf } from "./identity.js";
import { openTrack } from "./open-track.js";
import { type MediaStreamCameraOptions, settingsOf } from "./options.js";
import { type Reading, startReading } from "./reading.js";
import { type MediaStreamSettings, mediaSettingsOf } from "./settings.js";
import type { Shots } from "./shots.js";
import { createStamps } from "./stamps.js";
import { shotsOfStream } from "./stream-shots.js";
import { framesOf, type TrackProcessor, trackProcessor } from "./track-processor.js";
import { shotsOfVideo } from "./video-shots.js";
import { shotsOfWorker } from "./worker-shots.js";

/** A camera of a browser. */
export interface MediaStreamCamera extends Camera {
  /** Always `media-stream`. */
  readonly transport: "media-stream";
  /**
   * How frames come into this program: copied in the `worker`, copied on the page (`page`), or painted by a video
   * element and read back (`video-element`) where the browser hands no frames over.
   */
  readonly readIn: "worker" | "page" | "video-element";
  /** What the camera lets this page set. */
  readonly controls: MediaCameraControls;
  /** How the camera runs at this moment. */
  settings(): MediaStreamSettings;
}

/**
 * Opens a camera of the browser, or reads a track that is there already.
 *
 * Frames of one reading have one size. When it changes, because a phone was turned or a page changed the track's
 * constraints, the reading ends with `CAMERA_LOST`; the camera stays open and gives the new size when it is read again.
 * Frames count as the browser delivers them; one that the browser dropped before is not counted.
 * @throws {SourireError} `CAMERA_DENIED`, `CAMERA_NOT_FOUND`, `CAMERA_BUSY`, `CAMERA_FORMAT_UNSUPPORTED`,
 * `CAMERA_UNAVAILABLE`; reading also throws `CAMERA_LOST`, `CAMERA_STALLED` and `CAMERA_CLOSED`
 * @throws {RangeError} when an option is out of its range
 * @throws {TypeError} when `source` has no video track
 * @throws the reason of `options.signal` when it aborts
 * @example await using camera = await createMediaStreamCamera({ facingMode: "user", signal });
 */
export async function createMediaStreamCamera(
  options: MediaStreamCameraOptions = {},
): Promise<MediaStreamCamera> {
  const settings = settingsOf(options);
  const { track, owned } = await openTrack(settings);
  const { id, ...identity } = identityOf(track);
  const Processor = trackProcessor();
  const clock = createCaptureClock();
  const closing = new AbortController();
  const readings = new Set<Reading>();
  const stamps = createStamps(() => performance.now());
  const readIn = readingPlace(Processor, settings.worker);
  let worker: Worker | undefined;
  const openShots = (): Shots => {
    if (Processor && settings.worker) {
      worker ??= settings.worker();
      return shotsOfWorker(worker, () => framesOf(track, Processor));
    }
    return shotsOfPage(track, clock, Processor);
  };
  return {
    id,
    ...identity,
    transport: "media-stream",
    readIn,
    controls: controlsOf(track),
    settings: () => mediaSettingsOf(track),
    async *frames({ signal }) {
      const stop = AbortSignal.any([signal, closing.signal]);
      let reading: Reading | undefined;
      const frames = newestFrames(
        (sink) => {
          if (track.readyState === "ended") throw trackLost(id);
          const { stallMs } = settings;
          const parts = { track, id, stallMs, shots: openShots(), stamp: stamps() };
          const started = startReading({ ...parts, sink });
          reading = started;
          readings.add(started);
          return async () => {
            await started.stop();
            readings.delete(started);
          };
        },
        { signal: stop },
      );
      for await (const frame of frames) {
        yield frame;
        reading?.ask(frame);
      }
      if (closing.signal.aborted) throw new SourireError("CAMERA_CLOSED", `${id} was disposed of`);
    },
    async [Symbol.asyncDispose]() {
      closing.abort();
      await Promise.all([...readings].map((reading) => reading.stop()));
      worker?.terminate();
      worker = undefined;
      if (owned) track.stop();
    },
  };
}

function readingPlace(
  Processor: TrackProcessor | undefined,
  worker: MediaStreamCameraOptions["worker"],
): MediaStreamCamera["readIn"] {
  if (!Processor) return "video-element";
  return worker ? "worker" : "page";
}

function shotsOfPage(
  track: MediaStreamTrack,
  clock: CaptureClock,
  Processor: TrackProcessor | undefined,
): Shots {
  if (!Processor) return shotsOfVideo(track, clock);
  const nowMs = () => performance.now();
  return shotsOfStream({ readable: framesOf(track, Processor), clock, nowMs });
}

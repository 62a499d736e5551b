import type { Recording } from "../record/open-recording.js";
import type { Film } from "./film.js";

/** ms: between the last frame of a recording and its first one again. */
const INTERVAL_MS = 1000 / 30;

/** The frames of a recording, with its own times. */
export function recordingFilm(recording: Recording): Film {
  return {
    intervalMs: INTERVAL_MS,
    async *open() {
      for await (const { sequence, capturedAtMs, ...rest } of recording.frames()) {
        yield { sequence, capturedAtMs, load: async () => rest };
      }
    },
  };
}

import { SourireError } from "@sourire/core";
import { trackLost } from "./faults.js";

/** What a watched track may do. */
export interface TrackWatch {
  /** A frame came, or one was asked for. */
  note(): void;
  /** Ends the watch; no timer and no listener stays. */
  stop(): void;
}

/** A stall is seen at a step of this many, so that a page that was busy for long is not taken for a stall. */
const STEPS = 4;

/**
 * Notices that a track ended, or gives nothing although a frame is awaited. A page in the background is no stall: browsers hold
 * frames back there, and go on when it is seen again.
 * @param options - `awaited` says whether anybody waits; `fail` gets `CAMERA_LOST` or `CAMERA_STALLED`
 */
export function watchTrack(
  track: MediaStreamTrack,
  options: {
    readonly id: string;
    readonly stallMs: number;
    readonly awaited: () => boolean;
    readonly fail: (cause: SourireError) => void;
  },
): TrackWatch {
  const { id, stallMs, awaited, fail } = options;
  let quiet = 0;
  const step = (): void => {
    // a track that its page stopped raises no event
    if (track.readyState === "ended") lost();
    quiet = awaited() && !inBackground() ? quiet + 1 : 0;
    if (quiet > STEPS) fail(stalled(track, id, stallMs));
  };
  const timer = setInterval(step, stallMs / STEPS);
  const lost = (): void => fail(trackLost(id));
  track.addEventListener("ended", lost);
  return {
    note() {
      quiet = 0;
    },
    stop() {
      clearInterval(timer);
      track.removeEventListener("ended", lost);
    },
  };
}

function stalled(track: MediaStreamTrack, id: string, stallMs: number): SourireError {
  const why = track.muted ? ": it is muted, by a switch or by the system" : "";
  return new SourireError("CAMERA_STALLED", `${id} gave no frame for ${stallMs} ms${why}`);
}

function inBackground(): boolean {
  return globalThis.document?.visibilityState === "hidden";
}

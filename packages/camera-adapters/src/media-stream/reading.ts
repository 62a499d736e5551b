import { type Frame, type FrameSink, SourireError } from "@sourire/core";
import { mediaFault, trackLost } from "./faults.js";
import type { Shot, Shots } from "./shots.js";
import type { Stamp } from "./stamps.js";
import { watchTrack } from "./watch-track.js";

/** One call of `frames` under way. */
export interface Reading {
  /** The reader is done with a frame and wants the next. */
  ask(read: Frame): void;
  /** Twice is once. */
  stop(): Promise<void>;
}

/** What a reading is made of. */
export interface ReadingParts {
  readonly track: MediaStreamTrack;
  /** Of the camera, for messages. */
  readonly id: string;
  readonly stallMs: number;
  readonly shots: Shots;
  readonly stamp: (shot: Shot) => Stamp;
  readonly sink: FrameSink;
}

/** Asks for one frame after the other and watches the track in between. */
export function startReading({ track, id, stallMs, shots, stamp, sink }: ReadingParts): Reading {
  let awaited = false;
  let size: string | undefined;
  let stopping: Promise<void> | undefined;
  const watch = watchTrack(track, {
    id,
    stallMs,
    awaited: () => awaited,
    fail: (cause) => sink.fail(cause),
  });
  const give = (shot: Shot): void => {
    const { width, height } = shot.picture;
    size ??= `${width} x ${height}`;
    if (size === `${width} x ${height}`) sink.push({ ...stamp(shot), image: shot.picture });
    else sink.fail(sizeChanged(id, size, `${width} x ${height}`));
  };
  const next = async (spent?: ArrayBuffer): Promise<void> => {
    awaited = true;
    watch.note();
    try {
      const shot = await shots.next(spent);
      watch.note();
      if (shot) give(shot);
      else if (!stopping) sink.fail(trackLost(id));
    } catch (cause) {
      sink.fail(mediaFault(cause));
    }
    awaited = false;
  };
  void next();
  return {
    ask({ image }) {
      const { buffer } = image.data;
      void next(buffer instanceof ArrayBuffer ? buffer : undefined);
    },
    stop() {
      watch.stop();
      stopping ??= shots.stop();
      return stopping;
    },
  };
}

function sizeChanged(id: string, before: string, now: string): SourireError {
  return new SourireError("CAMERA_LOST", `${id} changed from ${before} to ${now}: read it again`);
}

import type { PixelImage } from "@sourire/core";

/** A picture as a reader of a track hands it over. */
export interface Shot {
  readonly picture: PixelImage;
  /** Which frame of this reading it is, from 1; frames that were not handed over count. */
  readonly count: number;
  /** ms on the page's monotonic clock. */
  readonly capturedAtMs: number;
}

/** One reading of a track, on demand. */
export interface Shots {
  /**
   * The newest picture, as soon as there is one that was not given before. Asked for one at a time.
   * @param spent - memory of a picture that nobody reads any more
   * @returns undefined when the track is over
   */
  next(spent?: ArrayBuffer): Promise<Shot | undefined>;
  /** Ends the reading and closes what it holds of the browser's; the track goes on. Twice is once. */
  stop(): Promise<void>;
}

/** Hands over the newest of what comes in, once it is asked for. */
export interface Desk {
  /** Puts something there; what waited there before is dropped. */
  put(shot: Shot): void;
  /** There will be no more. */
  end(): void;
  fail(cause: unknown): void;
  take(): Promise<Shot | undefined>;
}

/**
 * @param options - `drop` is told what was dropped; `isFresh` says whether what waits is still worth giving
 */
export function createDesk(options: {
  readonly drop: (shot: Shot) => void;
  readonly isFresh: (shot: Shot) => boolean;
}): Desk {
  let waiting: Shot | undefined;
  let ended: { readonly result: Promise<undefined> } | undefined;
  let asked: ((shot: Shot | undefined | Promise<undefined>) => void) | undefined;
  const end = (result: Promise<undefined>): void => {
    ended ??= { result };
    asked?.(ended.result);
    asked = undefined;
  };
  return {
    put(shot) {
      if (waiting) options.drop(waiting);
      waiting = asked ? undefined : shot;
      asked?.(shot);
      asked = undefined;
    },
    end: () => end(Promise.resolve(undefined)),
    fail(cause) {
      const failure = Promise.reject(cause);
      failure.catch(() => {}); // thrown to whoever asks, now or later
      end(failure);
    },
    take() {
      const shot = waiting;
      waiting = undefined;
      if (ended) return ended.result;
      if (shot && options.isFresh(shot)) return Promise.resolve(shot);
      if (shot) options.drop(shot);
      return new Promise((resolve) => {
        asked = resolve;
      });
    },
  };
}

/** Ends a connection that has gone silent. */
export interface StallWatch {
  /** Aborts with the caller's signal, when nothing came for too long, and at the end. */
  readonly signal: AbortSignal;
  /** Whether it was silence that ended the connection. */
  readonly stalled: boolean;
  /** Something came. */
  beat(): void;
  /** Ends the watch, and with it the connection where it is still open. */
  end(): void;
}

/** Starts to watch. @param stallMs - silence that is too long, ms */
export function stallWatch(stallMs: number, caller: AbortSignal): StallWatch {
  const own = new AbortController();
  const signal = AbortSignal.any([caller, own.signal]);
  let stalled = false;
  const onSilence = (): void => {
    stalled = true;
    own.abort(new DOMException(`nothing came for ${stallMs} ms`, "TimeoutError"));
  };
  let timer = setTimeout(onSilence, stallMs);
  return {
    signal,
    get stalled() {
      return stalled;
    },
    beat() {
      clearTimeout(timer);
      timer = setTimeout(onSilence, stallMs);
    },
    end() {
      clearTimeout(timer);
      own.abort();
    },
  };
}

import type { Frame } from "../kernel/frame.js";

/** Where a camera that calls back puts its frames. */
export interface FrameSink {
  /**
   * A new frame. One that waits unread is dropped for it. The frame's data must stay as it is until
   * it was read and the next one asked for, or until it was dropped.
   */
  push(frame: Frame): void;
  /** There will be no more frames; one that waits is still read. */
  end(): void;
  /** The camera failed; the reader gets `cause` thrown at once. */
  fail(cause: unknown): void;
}

/**
 * Turns a camera that calls back into one that is read, with the newest frame only: a slow reader
 * skips, it never lags. Ends when `signal` aborts, with or without a frame waiting.
 *
 * @param start - opens the flow of frames; what it returns closes it, and is called exactly once
 * @throws whatever `start` throws and what the camera failed with
 * @example frames: ({ signal }) => newestFrames((sink) => driver.onFrame(sink.push), { signal })
 */
export async function* newestFrames(
  start: (sink: FrameSink) => (() => void | Promise<void>) | Promise<() => void | Promise<void>>,
  { signal }: { readonly signal: AbortSignal },
): AsyncGenerator<Frame, void, undefined> {
  if (signal.aborted) return;
  let waiting: Frame | undefined;
  let ended = false;
  let failure: { readonly cause: unknown } | undefined;
  let wake = (): void => {};
  const finish = (): void => {
    ended = true;
    wake();
  };
  signal.addEventListener("abort", finish, { once: true });
  try {
    const stop = await start({
      push(frame) {
        if (ended) return;
        waiting = frame;
        wake();
      },
      end: finish,
      fail(cause) {
        failure ??= { cause };
        finish();
      },
    });
    try {
      while (!signal.aborted) {
        if (failure) throw failure.cause;
        const frame = waiting;
        waiting = undefined;
        if (frame) {
          yield frame;
          continue;
        }
        if (ended) return;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    } finally {
      await stop();
    }
  } finally {
    signal.removeEventListener("abort", finish);
  }
}

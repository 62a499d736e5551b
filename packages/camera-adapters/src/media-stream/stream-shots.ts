import type { CaptureClock } from "./capture-clock.js";
import { createFreshness } from "./freshness.js";
import { createPictureCopier } from "./picture-copier.js";
import { createDesk, type Shots } from "./shots.js";

/** Where and when a stream of frames is read. */
export interface StreamReading {
  readonly readable: ReadableStream<VideoFrame>;
  readonly clock: CaptureClock;
  /** ms on the page's monotonic clock. */
  readonly nowMs: () => number;
}

/**
 * Reads a stream of frames, on the page or in a worker: takes every frame at once, so that the browser's few
 * buffers come back to the camera, keeps a copy of the newest and closes the rest.
 */
export function shotsOfStream({ readable, clock, nowMs }: StreamReading): Shots {
  const reader = readable.getReader();
  const copier = createPictureCopier();
  const freshness = createFreshness();
  const desk = createDesk({
    drop: ({ picture }) => reuse(picture.data.buffer),
    isFresh: ({ capturedAtMs }) => freshness.isFresh(capturedAtMs, nowMs()),
  });
  let count = 0;
  const reuse = (buffer: ArrayBufferLike | undefined): void => {
    if (buffer instanceof ArrayBuffer) copier.reuse(buffer);
  };
  const receive = async (frame: VideoFrame): Promise<void> => {
    count += 1;
    const own = count;
    const capturedAtMs = clock.at(frame.timestamp / 1_000, nowMs());
    if (!clock.settled) return;
    freshness.saw(capturedAtMs);
    if (!freshness.isFresh(capturedAtMs, nowMs())) return;
    desk.put({ picture: await copier.copy(frame), count: own, capturedAtMs });
  };
  const pump = async (): Promise<void> => {
    for (;;) {
      const { done, value: frame } = await reader.read();
      if (done) return;
      try {
        await receive(frame);
      } finally {
        frame.close();
      }
    }
  };
  const pumping = pump().then(desk.end, async (cause: unknown) => {
    desk.fail(cause);
    await reader.cancel().catch(() => {});
  });
  return {
    next(spent) {
      reuse(spent);
      return desk.take();
    },
    async stop() {
      await reader.cancel().catch(() => {}); // a stream that failed has nothing to cancel
      await pumping;
    },
  };
}

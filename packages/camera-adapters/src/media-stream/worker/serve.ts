import { type CaptureClock, createCaptureClock } from "../capture-clock.js";
import { type Answer, type Ask, OPENING, type Opening } from "../protocol.js";
import type { Shots } from "../shots.js";
import { shotsOfStream } from "../stream-shots.js";

/** What is used of a worker's global scope; `self` fits. */
export interface WorkerScope {
  /** As the platform has it. */
  addEventListener(type: "message", listener: (event: MessageEvent<unknown>) => void): void;
}

/**
 * Makes a worker copy camera frames for `createMediaStreamCamera` of `@sourire/camera-adapters/media-stream`. It loads
 * nothing else of Sourire. Messages of others are left alone.
 * @param scope - the worker's `self`
 * @example serveMediaStreamFrames(self);
 */
export function serveMediaStreamFrames(scope: WorkerScope): void {
  const clock = createCaptureClock(); // a worker serves one camera
  scope.addEventListener("message", ({ data }) => {
    if (isOpening(data)) serve(data, clock);
  });
}

function isOpening(data: unknown): data is Opening {
  return typeof data === "object" && data !== null && "type" in data && data.type === OPENING;
}

function serve({ port, timeOriginMs }: Opening, clock: CaptureClock): void {
  const apartMs = performance.timeOrigin - timeOriginMs;
  const nowMs = (): number => performance.now() + apartMs;
  const send: Send = (answer, transfer = []) => port.postMessage(answer, [...transfer]);
  let shots: Shots | undefined;
  port.onmessage = ({ data }: MessageEvent<Ask>) => {
    switch (data.kind) {
      case "start":
        shots = shotsOfStream({ readable: data.readable, clock, nowMs });
        break;
      case "next":
        void answer(shots, data.spent, send);
        break;
      case "stop":
        void shots?.stop().then(() => send({ kind: "stopped" }));
        break;
    }
  };
  send({ kind: "ready" });
}

type Send = (answer: Answer, transfer?: readonly Transferable[]) => void;

async function answer(
  shots: Shots | undefined,
  spent: ArrayBuffer | undefined,
  send: Send,
): Promise<void> {
  try {
    const shot = await shots?.next(spent);
    const buffer = shot?.picture.data.buffer;
    if (shot && buffer instanceof ArrayBuffer) send({ kind: "shot", shot }, [buffer]);
    else send({ kind: "ended" });
  } catch (cause) {
    send({ kind: "failed", message: String(cause) });
  }
}

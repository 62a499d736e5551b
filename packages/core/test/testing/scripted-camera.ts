import type { Camera, CameraCapabilities } from "../../src/capture/camera.js";
import { sleep } from "../../src/kernel/async.js";
import { SourireError } from "../../src/kernel/errors.js";
import type { CameraIntrinsics, Frame } from "../../src/kernel/frame.js";

/** What is wrong with a camera; nothing unless told. */
export interface Fault {
  readonly id?: string;
  readonly transport?: string;
  readonly label?: string;
  readonly capabilities?: Partial<CameraCapabilities>;
  /** Frames carry depth with these intrinsics. */
  readonly intrinsics?: Partial<CameraIntrinsics>;
  readonly unitMm?: number;
  readonly changesItsWords?: boolean;
  readonly shortData?: boolean;
  readonly sizes?: boolean;
  readonly sequence?: (index: number) => number;
  readonly timeMs?: (index: number) => number;
  readonly queues?: boolean;
  /** All frames lie in so many buffers, which are filled on, whoever reads. */
  readonly buffers?: number;
  readonly ignoresAbort?: boolean;
  readonly throwsOnAbort?: boolean;
  readonly disposesOnce?: boolean;
  readonly opensAgain?: boolean;
  readonly waitsWhenDisposed?: boolean;
  readonly throwsWhenDisposed?: boolean;
  readonly goesOnAfterReturn?: boolean;
  readonly opensOnce?: boolean;
  readonly secondReader?: "waits" | "ends" | "bare error" | "refused" | "takes over";
  readonly leaksListeners?: boolean;
  readonly becomesSlowerByMs?: number;
}

const INTERVAL_MS = 20;
const [HEIGHT, WIDTH] = [4, 4];

/** A scripted camera at 50 frames a second that breaks the contract where it is told to. */
export function scriptedCamera(fault: Fault = {}): Camera {
  const startMs = performance.now();
  const closing = new AbortController();
  const count = { next: 0, disposals: 0, opened: 0, reading: 0 };
  const frame = frameMaker(fault, startMs);
  async function* frames(given: AbortSignal): AsyncGenerator<Frame, void, undefined> {
    if (count.disposals > 0 && !fault.opensAgain) throw new SourireError("CAMERA_CLOSED", "closed");
    if (given.aborted) return;
    const opened = count.opened++;
    if (fault.opensOnce && opened > 0) return;
    if (fault.leaksListeners) given.addEventListener("abort", () => {});
    if (fault.becomesSlowerByMs) await sleep(opened ** 2 * fault.becomesSlowerByMs, never());
    const asked = fault.ignoresAbort ? never() : given;
    const closed = fault.waitsWhenDisposed || fault.opensAgain ? never() : closing.signal;
    const stop = AbortSignal.any([asked, closed]);
    try {
      if (count.reading++ > 0) await secondReader(fault.secondReader, given);
      if (fault.secondReader === "takes over") count.reading = 1;
      while (fault.ignoresAbort ? count.next < 15 : !stop.aborted) {
        const now = Math.floor((performance.now() - startMs) / INTERVAL_MS);
        const i = fault.queues ? count.next : Math.max(count.next, now);
        const hangs = fault.waitsWhenDisposed && count.disposals > 0;
        if (!(await waited(hangs ? 1e6 : startMs + i * INTERVAL_MS - performance.now(), stop)))
          break;
        count.next = i + 1;
        yield frame(i);
        if (fault.secondReader === "takes over" && count.opened > opened + 1) return;
      }
      if (fault.throwsOnAbort && given.aborted) throw given.reason;
      if (closing.signal.aborted && fault.throwsWhenDisposed) throw new Error("gone");
    } finally {
      count.reading--;
    }
  }
  const words = { transport: fault.transport ?? "program" } as unknown as Pick<Camera, "transport">;
  return {
    id: fault.id ?? "scripted",
    get transport() {
      return fault.changesItsWords && count.opened > 0 ? "other" : words.transport;
    },
    ...(fault.label === undefined ? {} : { label: fault.label }),
    capabilities: { depth: false, infrared: false, simulated: true, ...fault.capabilities },
    frames({ signal }) {
      const reading = frames(signal);
      if (!fault.goesOnAfterReturn) return reading;
      const back = async () => ({ done: true as const, value: undefined });
      const iterator = { next: () => reading.next(), return: back };
      return { [Symbol.asyncIterator]: () => iterator };
    },
    async [Symbol.asyncDispose]() {
      closing.abort();
      if (++count.disposals > 1 && fault.disposesOnce) throw new Error("disposed of already");
    },
  };
}

const never = (): AbortSignal => new AbortController().signal;

/** @returns false when it was stopped before */
async function waited(ms: number, stop: AbortSignal): Promise<boolean> {
  if (ms <= 0) return true;
  return sleep(ms, stop).then(
    () => true,
    () => false,
  );
}

async function secondReader(does: Fault["secondReader"], signal: AbortSignal): Promise<void> {
  if (does === "waits") await sleep(1e6, signal).catch(() => {});
  if (does === "bare error") throw new Error("device or resource busy");
  if (does === "refused") throw new SourireError("CAMERA_BUSY", "it is read already");
  if (does === "ends") throw new SourireError("INTERNAL", "no code of a camera");
}

function frameMaker(fault: Fault, startMs: number): (index: number) => Frame {
  const size = fault.shortData ? 5 : WIDTH * HEIGHT;
  const shared = Array.from({ length: fault.buffers ?? 0 }, () => new Uint8Array(size));
  let filled = 0;
  const fill = (until: number): void => {
    for (; filled <= until; filled++) shared[filled % shared.length]?.fill(filled);
  };
  const fillOn = (): void => {
    const now = Math.floor((performance.now() - startMs) / INTERVAL_MS);
    fill(now);
    if (now < 50) setTimeout(fillOn, 2);
  };
  if (shared.length > 0) fillOn();
  const { intrinsics, unitMm = 1 } = fault;
  return (i) => {
    if (shared.length > 0) fill(i);
    const width = WIDTH + (fault.sizes ? i % 2 : 0);
    const data = shared[i % (shared.length || 1)] ?? new Uint8Array(width === WIDTH ? size : 20);
    const depth = {
      ...{ width: WIDTH, height: HEIGHT, data: new Uint16Array(WIDTH * HEIGHT), unitMm },
      intrinsics: { fx: 4, fy: 4, cx: 2, cy: 2, ...intrinsics },
    };
    return {
      sequence: fault.sequence?.(i) ?? i,
      capturedAtMs: fault.timeMs?.(i) ?? i * INTERVAL_MS,
      image: { format: "gray8", width, height: HEIGHT, stride: width, data },
      ...(intrinsics || fault.unitMm !== undefined ? { depth } : {}),
    };
  };
}

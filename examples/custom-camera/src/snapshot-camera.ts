// An IP camera that answers each request with a picture; most have such an address.
import { type Camera, type FrameSink, newestFrames, SourireError, sleep } from "@sourire/core";
import { decodeImage } from "@sourire/node";

export function createSnapshotCamera(url: string, intervalMs = 100): Camera {
  const closing = new AbortController();
  let sequence = 0;
  async function poll(sink: FrameSink, stop: AbortSignal): Promise<never> {
    for (;;) {
      const capturedAtMs = performance.now();
      const signal = AbortSignal.any([stop, AbortSignal.timeout(3_000)]);
      const response = await fetch(url, { signal });
      if (!response.ok) throw new Error(`status ${response.status}`);
      const image = await decodeImage(new Uint8Array(await response.arrayBuffer()));
      sink.push({ sequence: sequence++, capturedAtMs, image });
      await sleep(Math.max(0, capturedAtMs + intervalMs - performance.now()), stop);
    }
  }
  const code = () => (closing.signal.aborted ? "CAMERA_CLOSED" : "CAMERA_UNAVAILABLE");
  const fault = (cause?: unknown) => new SourireError(code(), "no picture", { cause });
  return {
    id: `http:${new URL(url).host}`, // no path: it may hold a password
    transport: "http",
    capabilities: { depth: false, infrared: false, simulated: false },
    frames: (options) =>
      newestFrames((sink) => {
        if (closing.signal.aborted) throw fault();
        const leaving = new AbortController();
        const polled = poll(sink, AbortSignal.any([leaving.signal, closing.signal]));
        polled.catch((cause) => sink.fail(fault(cause)));
        return () => leaving.abort();
      }, options),
    async [Symbol.asyncDispose]() {
      closing.abort();
    },
  };
}

import type { MediaStreamCamera } from "@sourire/camera-adapters/media-stream";
import type { Frame } from "@sourire/core";
import { describe, expect, it } from "vitest";
import { commands } from "vitest/browser";
import { countFrames } from "./setup/counts.js";
import { base64, countsOf, frameWorker, openBy, ROUTES, read } from "./setup/routes.js";

const counts = countFrames();

async function likeness({ image }: Frame) {
  const { format, width, height, stride, data } = image;
  return commands.compareWithVideo({ format, width, height, stride, base64: base64(data) });
}

describe.each(ROUTES)("frames by the route %s", (route) => {
  it("states how they come in and what the camera is", async () => {
    await using camera = await openBy(route);
    const { id, transport, readIn, label, capabilities } = camera;
    expect({ transport, readIn }).toEqual({ transport: "media-stream", readIn: route });
    expect(id).toMatch(/^media-stream:[0-9a-f]{16}$/);
    expect(label).not.toBe("");
    expect(capabilities).toEqual({ depth: false, infrared: false, simulated: false });
    expect(camera.settings()).toMatchObject({ width: 640, height: 480, framesPerSecond: 30 });
  });

  it("holds the pixels of the file that the camera plays", async ({ skip }) => {
    await using camera = await openBy(route);
    const seen = await read(camera, 3, likeness);
    if (seen.includes(null)) skip("SOURIRE_FAKE_VIDEO is no y4m of 640 x 480: nothing to compare");
    // bytes as the camera made them; or a browser's own conversion, which draws chroma smoothly
    const limits = route === "video-element" ? { mean: 0.5, most: 3 } : { mean: 0, most: 0 };
    for (const found of seen) {
      expect(found?.mean).toBeLessThanOrEqual(limits.mean);
      expect(found?.most).toBeLessThanOrEqual(limits.most);
    }
    const pictures = new Set(seen.map((found) => found?.nearest));
    expect(pictures.size, "different pictures").toBeGreaterThan(1);
  });

  it("carries the time on the page's clock, not later than now", async () => {
    await using camera = await openBy(route);
    const ages = await read(camera, 8, ({ capturedAtMs }) => performance.now() - capturedAtMs);
    expect(Math.min(...ages)).toBeGreaterThanOrEqual(-0.1);
    expect(Math.min(...ages)).toBeLessThan(250);
  });

  it("gives the newest frame to a page that was busy", async () => {
    await using camera = await openBy(route);
    let seen = 0;
    const times = await read(camera, 6, ({ capturedAtMs }) => {
      seen += 1;
      const until = performance.now() + (seen > 3 ? 500 : 0);
      while (performance.now() < until); // as a network without a thread of its own
      return capturedAtMs;
    });
    const gaps = times.slice(1).map((time, i) => time - (times[i] ?? 0));
    // of each pause, the frame after it would otherwise be one from its beginning
    expect(gaps.at(-1)).toBeGreaterThan(350);
    expect(gaps.at(-2)).toBeGreaterThan(350);
  });

  it("closes every frame of the browser, however the reading ends", async () => {
    let worker: Worker | undefined;
    const before = { ...counts };
    await using camera = await openBy(route, {
      ...(route === "worker" ? { worker: () => (worker = frameWorker()) } : {}),
    });
    await interrupt(camera);
    await expect(
      read(camera, 2, () => Promise.reject(new Error("the reader's"))),
    ).rejects.toThrow();
    const seen = route === "worker" && worker ? await countsOf(worker) : difference(before);
    expect(seen.opened).toBe(seen.closed);
    if (route !== "video-element") expect(seen.opened).toBeGreaterThan(15);
  });
});

function difference(before: typeof counts) {
  return { opened: counts.opened - before.opened, closed: counts.closed - before.closed };
}

/** Readings that end by leaving the loop, and by an abort at any moment of a frame. */
async function interrupt(camera: MediaStreamCamera): Promise<void> {
  for (let i = 0; i < 5; i++) {
    await read(camera, 3, () => {});
    const stop = new AbortController();
    const reading = (async () => {
      for await (const _ of camera.frames({ signal: stop.signal }));
    })();
    await new Promise((resolve) => setTimeout(resolve, 17 * i));
    stop.abort();
    await reading;
  }
}

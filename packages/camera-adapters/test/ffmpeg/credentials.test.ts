import { existsSync } from "node:fs";
import { createFfmpegCamera } from "@sourire/camera-adapters/ffmpeg";
import type { Camera, Log } from "@sourire/core";
import { expect, it } from "vitest";
import { type Child, ffmpegChildren } from "./support/children.js";
import { openMjpegServer } from "./support/mjpeg-server.js";
import { faultOf, readFrames } from "./support/read.js";
import { openRtspServer } from "./support/rtsp-server.js";
import { describeWithFfmpeg } from "./support/with-ffmpeg.js";

// every character that an address, a shell or a script of ffmpeg's could trip over
const login = { user: "till user", password: "p@ss:w'or\"d\\/?#%&=+ ü" };
const forms = [login.user, login.password, encodeURIComponent(login.password), "s3cr3t-t0ken"];
const hasProc = existsSync("/proc/self/cmdline");

/** A log that keeps all it gets. */
function keepingLog(): { readonly log: Log; text(): string } {
  const lines: string[] = [];
  const keep = (event: string, fields?: unknown): void =>
    void lines.push(event, JSON.stringify(fields));
  return {
    log: { debug: keep, info: keep, warn: keep, error: keep },
    text: () => lines.join("\n"),
  };
}

/** Reads frames, and what the system shows of the process meanwhile. */
async function seenWhileReading(camera: Camera): Promise<Child> {
  let child: Child | undefined;
  const frames = await readFrames(camera, 3, (_, index) => {
    if (index === 1) [child] = ffmpegChildren();
  });
  expect(frames.length).toBe(3);
  if (!child) throw new Error("no ffmpeg among the children of this process");
  return child;
}

describeWithFfmpeg("credentials of a network camera", () => {
  it.skipIf(!hasProc)(
    "open an HTTP camera, and neither ps nor the environment shows them",
    async () => {
      await using server = await openMjpegServer({ login });
      const url = `http://127.0.0.1:${server.port}/video?token=s3cr3t-t0ken`;
      await using camera = createFfmpegCamera({
        source: { kind: "http", url, credentials: login },
      });
      const { commandLine, environment } = await seenWhileReading(camera);
      for (const form of forms)
        expect(`${commandLine}${environment}${camera.id}`).not.toContain(form);
      expect(commandLine).not.toContain("127.0.0.1");
      expect(camera.id).toBe(`http://***@127.0.0.1:${server.port}/video?token=***`);
    },
  );

  it.skipIf(!hasProc)("open an RTSP camera by Digest, and nothing shows them", async () => {
    await using server = await openRtspServer({ login });
    const [user, password] = [login.user, login.password].map(encodeURIComponent);
    const url = `rtsp://${user}:${password}@127.0.0.1:${server.port}/live`;
    await using camera = createFfmpegCamera({ source: { kind: "rtsp", url } });
    const { commandLine, environment } = await seenWhileReading(camera);
    for (const form of forms)
      expect(`${commandLine}${environment}${camera.id}`).not.toContain(form);
    expect(camera.id).toBe(`rtsp://***@127.0.0.1:${server.port}/live`);
    await camera[Symbol.asyncDispose]();
    expect(server.methods).toContain("TEARDOWN"); // the camera may give its place to the next one
  });

  it("that are wrong give CAMERA_AUTHENTICATION_FAILED at once, and are in no message", async () => {
    await using http = await openMjpegServer({ login });
    await using rtsp = await openRtspServer({ login });
    const wrong = { user: "till user", password: "wr0ng'word" };
    const { log, text } = keepingLog();
    for (const [kind, port] of [
      ["http", http.port],
      ["rtsp", rtsp.port],
    ] as const) {
      const source = {
        kind,
        url: `${kind}://127.0.0.1:${port}/x?token=s3cr3t-t0ken`,
        credentials: wrong,
      };
      await using camera = createFfmpegCamera({ source, log });
      const { code, message } = await faultOf(camera);
      expect(code).toBe("CAMERA_AUTHENTICATION_FAILED");
      for (const form of [...forms, "wr0ng"]) expect(`${message}${text()}`).not.toContain(form);
    }
    expect(http.requests).toBeLessThan(4); // a camera locks out whoever tries again and again
  });
});

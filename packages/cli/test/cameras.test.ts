import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { sourceOf } from "../src/cameras/source-of.js";
import { run, temporaryFolder } from "./run.js";

describe("sourceOf", () => {
  it.each([
    ["/dev/video3", { kind: "v4l2", device: "/dev/video3" }],
    ["rtsp://192.0.2.7/a", { kind: "rtsp", url: "rtsp://192.0.2.7/a" }],
    ["RTSPS://192.0.2.7/a", { kind: "rtsp", url: "RTSPS://192.0.2.7/a" }],
    ["http://192.0.2.7/a", { kind: "http", url: "http://192.0.2.7/a" }],
    ["avfoundation:FaceTime HD", { kind: "avfoundation", device: "FaceTime HD" }],
    ["dshow:Integrated Camera", { kind: "dshow", device: "Integrated Camera" }],
    ["clip.webm", { kind: "file", path: "clip.webm" }],
    ["/dev/videos/a.mkv", { kind: "file", path: "/dev/videos/a.mkv" }],
  ])("takes %s for what it is", (name, source) => {
    expect(sourceOf(name)).toEqual(source);
  });
});

describe("sourire cameras", () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let clip: string;
  beforeAll(async () => {
    folder = await temporaryFolder();
    clip = join(folder.path, "clip.mkv");
    const input = ["-f", "lavfi", "-i", "testsrc2=rate=25:size=320x240", "-t", "2"];
    execFileSync("ffmpeg", ["-loglevel", "error", ...input, "-c:v", "ffv1", clip]);
    return () => folder[Symbol.asyncDispose]();
  });

  it("lists what the machine has as one JSON document", async () => {
    const { code, json } = await run("cameras", "--json");
    expect(code).toBe(0);
    expect(Array.isArray(json())).toBe(true);
  });

  it("opens a source and says what it gives", async () => {
    const { code, json } = await run("cameras", "try", clip, "--seconds", "1", "--json");
    expect(code).toBe(0);
    expect(json()).toMatchObject({
      transport: "file",
      width: 320,
      height: 240,
      framesPerSecond: 25,
      capabilities: { simulated: true, depth: false },
    });
  });

  it("says what is wrong with a source", async () => {
    const { code, stderr } = await run("cameras", "try", join(folder.path, "nothing.mkv"));
    expect(code).toBe(1);
    expect(stderr).toMatch(/\[CAMERA_NOT_FOUND\]/);
  });
});

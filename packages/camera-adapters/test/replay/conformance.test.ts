import { createRecorder } from "@sourire/camera-adapters/record";
import { createReplayCamera, type ReplaySource } from "@sourire/camera-adapters/replay";
import type { Camera, Frame } from "@sourire/core";
import { cameraConformance } from "@sourire/core/testing";
import { readImageFile } from "@sourire/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Folder, makeVideo, temporaryFolder } from "../ffmpeg/support/video.js";
import { describeWithFfmpeg } from "../ffmpeg/support/with-ffmpeg.js";

let folder: Folder;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder[Symbol.asyncDispose]());

function conforms(sourceOf: () => Promise<ReplaySource>): void {
  let source: ReplaySource;
  beforeAll(async () => {
    source = await sourceOf();
  });
  const make = (): Promise<Camera> => createReplayCamera({ source, loop: true });
  it.each(cameraConformance)("$name", ({ run }) => run(make, expect));
}

/** SYNTHETIC: 64 x 48, with depth and infrared. */
function frameAt(sequence: number): Frame {
  const [width, height] = [64, 48];
  const grey = new Uint8Array(width * height).fill(sequence);
  const image = { format: "gray8", width, height, stride: width, data: grey } as const;
  const depth = { width, height, unitMm: 1, data: new Uint16Array(width * height).fill(600) };
  return { sequence, capturedAtMs: 1_000 + sequence * 50, image, depth, infrared: image };
}

describe("createReplayCamera is a Camera on a recording", () => {
  conforms(async () => {
    const path = `${folder.path}/session.recording`;
    const noise = "stereo" as const;
    const depthSensing = { minMm: 200, maxMm: 2_000, noise };
    const capabilities = { depth: true, depthSensing, infrared: true, simulated: false };
    const consent = { who: "nobody", purpose: "a synthetic test", until: "9999-01-01" };
    const camera = { id: "test", transport: "other", capabilities } as const;
    await using recorder = await createRecorder({ path, camera, consent });
    for (let i = 0; i < 30; i++) await recorder.write(frameAt(i));
    if (!recorder.key) throw new Error("no key");
    return { kind: "recording", path, key: recorder.key };
  });
});

describeWithFfmpeg("createReplayCamera is a Camera on a folder", () => {
  conforms(async () => {
    makeVideo(`${folder.path}/%d.png`, "testsrc2=size=160x120:rate=5", ["-frames:v", "12"]);
    const readPicture = (path: string) => readImageFile(path);
    return { kind: "folder", path: folder.path, readPicture };
  });
});

describeWithFfmpeg("createReplayCamera is a Camera on a video", () => {
  conforms(async () => {
    const path = `${folder.path}/film.mkv`;
    return { kind: "video", path: makeVideo(path, "testsrc2=size=320x240:rate=20", ["-t", "2"]) };
  });
});

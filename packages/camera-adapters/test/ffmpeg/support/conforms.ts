import { createFfmpegCamera, type FfmpegSource } from "@sourire/camera-adapters/ffmpeg";
import type { Camera } from "@sourire/core";
import { cameraConformance } from "@sourire/core/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeWithFfmpeg } from "./with-ffmpeg.js";

/** Runs the conformance suite of cameras. @param open - what the source needs, and the source */
export function conforms<T extends AsyncDisposable>(
  name: string,
  open: () => Promise<T>,
  sourceOf: (item: T) => FfmpegSource,
): void {
  describeWithFfmpeg(`createFfmpegCamera is a Camera on ${name}`, () => {
    let item: T;
    beforeAll(async () => {
      item = await open();
    });
    afterAll(() => item[Symbol.asyncDispose]());
    const make = async (): Promise<Camera> => createFfmpegCamera({ source: sourceOf(item) });
    it.each(cameraConformance)("$name", ({ run }) => run(make, expect));
  });
}

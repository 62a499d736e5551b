import type { Camera } from "../capture/camera.js";
import { cameraFrameCases } from "./camera-frame-cases.js";
import { cameraIdentityCases } from "./camera-identity-cases.js";
import { cameraLifeCases } from "./camera-life-cases.js";
import type { ConformanceCase } from "./conformance-case.js";

/**
 * The contract of a camera, checked in real time: give it a camera that is running, or a scripted
 * one at 10 frames a second or more. Each case opens its own camera and ends within seconds.
 * @example it.each(cameraConformance)("$name", ({ run }) => run(async () => openMyCamera(), expect));
 */
export const cameraConformance: readonly ConformanceCase<Camera>[] = [
  ...cameraIdentityCases,
  ...cameraFrameCases,
  ...cameraLifeCases,
];

export type {
  CalibratedDepth,
  CalibratedStream,
  DepthToColour,
  RgbdCalibration,
  Triple,
} from "./calibration.js";
export { createFileRgbdCamera, type FileRgbdOptions } from "./file-rgbd.js";
export type { LensDistortion } from "./lens.js";
export { RGBD_DEFAULTS, type RgbdCameraOptions, type RgbdReading } from "./options.js";
export { parseCalibration } from "./parse-calibration.js";
export { readCalibration } from "./read-calibration.js";
export { createRgbdCamera } from "./rgbd-camera.js";
export { createV4l2RgbdCamera, type V4l2RgbdOptions } from "./v4l2-rgbd.js";

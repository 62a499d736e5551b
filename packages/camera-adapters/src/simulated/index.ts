// A simulated camera exists in test mode only: it states `simulated`, and a live issuer registers none.
export type { MotionRange } from "./still/motion.js";
export { STILL_CAMERA_DEFAULTS, type StillCameraOptions } from "./still/options.js";
export { createStillCamera } from "./still/still-camera.js";

export type { MotionRange } from "./motion.js";
export { SIMULATED_CAMERA_DEFAULTS, type SimulatedCameraOptions } from "./options.js";
export { createSimulatedCamera } from "./simulated-camera.js";

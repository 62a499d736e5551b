export type { ExposureControl, MediaCameraControls, TorchControl } from "./controls.js";
export { listMediaCameras, type MediaCamera, onDeviceChange } from "./devices.js";
export {
  createMediaStreamCamera,
  type MediaStreamCamera,
} from "./media-stream-camera.js";
export { MEDIA_STREAM_CAMERA_DEFAULTS, type MediaStreamCameraOptions } from "./options.js";
export { cameraPermission } from "./permission.js";
export type { MediaStreamSettings } from "./settings.js";

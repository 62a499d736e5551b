export type { DeviceMode } from "./device-mode.js";
export { createFfmpegCamera } from "./ffmpeg-camera.js";
export {
  type CameraDevice,
  type ListCamerasOptions,
  listCameras,
} from "./list-cameras.js";
export {
  type CameraCredentials,
  FFMPEG_CAMERA_DEFAULTS,
  type FfmpegCameraOptions,
  type FfmpegSource,
  type FileSource,
  type HttpSource,
  type RestartOptions,
  type RtspSource,
} from "./options.js";
export type { DeviceSource } from "./source-kind.js";

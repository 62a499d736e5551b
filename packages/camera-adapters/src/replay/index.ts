export type {
  FolderSource,
  RecordingSource,
  ReplayCameraOptions,
  ReplaySource,
} from "./options.js";
export { createReplayCamera } from "./replay-camera.js";

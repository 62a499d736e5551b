export type { RecordingConsent } from "./consent.js";
export {
  RECORDING_BANNER,
  type RecordedCamera,
  type RecordingEncryption,
  type RecordingHeader,
} from "./header.js";
export { type OpenRecordingOptions, openRecording, type Recording } from "./open-recording.js";
export { createRecorder, type Recorder, type RecorderOptions } from "./recorder.js";
export type { RecordingKey } from "./recording-key.js";

import type { Frame } from "../kernel/frame.js";

/**
 * A source of frames. Implementations pass `cameraConformance` of `@sourire/core/testing`.
 */
export interface Camera extends AsyncDisposable {
  /** Stable within one process; shown in receipts and logs: `"v4l2:/dev/video0"`. Holds neither a label nor a password. */
  readonly id: string;
  /** The way by which the pictures come in. */
  readonly transport: CameraTransport;
  /** What the system calls the device, where it says so; printable, at most 200 characters. Anybody can choose it. */
  readonly label?: string;
  /** What the hardware can truly do. The pipeline asks for this; it never sniffs `id`. */
  readonly capabilities: CameraCapabilities;
  /**
   * Frames in capture order; a slow reader skips to the newest, older ones are dropped. Ends when `signal` aborts or the
   * reader leaves its loop, and can be read again. A second reader at the same time is served, or refused with a code.
   * A frame is valid until the next one is asked for.
   * @throws {SourireError} and nothing else: `CAMERA_*` (`CAMERA_NOT_FOUND`, `CAMERA_DENIED`, `CAMERA_BUSY` ...), or what is wrong
   * with its frames (`FRAME_INVALID`, `DEPTH_*` ...); `CAMERA_CLOSED` after disposal
   */
  frames(options: { readonly signal: AbortSignal }): AsyncIterable<Frame>;
}

/** What a camera states about itself; an issuer's policy decides what that may pay for. */
export interface CameraCapabilities {
  /** Frames carry measured distances. */
  readonly depth: boolean;
  /** What the distances are worth; present exactly where `depth` is true. */
  readonly depthSensing?: DepthSensing;
  /** Frames carry an infrared picture. */
  readonly infrared: boolean;
  /** The frames are made by a program. A live issuer accepts none. */
  readonly simulated: boolean;
}

/** How pictures reach this program. `program`: they are made or replayed by it. */
export type CameraTransport =
  | "v4l2"
  | "avfoundation"
  | "dshow"
  | "rtsp"
  | "http"
  | "file"
  | "media-stream"
  | "program"
  | "other";

/** What a depth sensor can measure, as its maker or its calibration states it. */
export interface DepthSensing {
  /** Nearest distance that is measured, mm. */
  readonly minMm: number;
  /** Farthest distance that is measured, mm. */
  readonly maxMm: number;
  /**
   * How its errors behave. `structured-light` and `stereo`: they grow with the square of the distance, and there are
   * holes at edges and on gloss. `time-of-flight`: they grow slower, and edges smear. `unknown`: nobody stated it.
   */
  readonly noise: "structured-light" | "stereo" | "time-of-flight" | "unknown";
}

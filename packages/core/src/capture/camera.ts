import type { Frame } from "../kernel/frame.js";

/**
 * A source of frames. Implementations pass `cameraConformance` of `@sourire/core/testing`.
 */
export interface Camera extends AsyncDisposable {
  /** Stable within one process; shown in receipts and logs: `"v4l2:/dev/video0"`. */
  readonly id: string;
  /** What the hardware can truly do. The pipeline asks for this; it never sniffs `id`. */
  readonly capabilities: CameraCapabilities;
  /**
   * Frames in capture order; a slow reader skips to the newest, older ones are dropped.
   * Ends when `signal` aborts. A frame is valid until the next one is asked for.
   * @throws {SourireError} `CAMERA_UNAVAILABLE`, `CAMERA_DENIED`, `CAMERA_CLOSED` after disposal
   */
  frames(options: { readonly signal: AbortSignal }): AsyncIterable<Frame>;
}

/** What a camera states about itself; an issuer's policy decides what that may pay for. */
export interface CameraCapabilities {
  /** Frames carry measured distances. */
  readonly depth: boolean;
  /** Frames carry an infrared picture. */
  readonly infrared: boolean;
  /** The frames are made by a program. A live issuer accepts none. */
  readonly simulated: boolean;
}

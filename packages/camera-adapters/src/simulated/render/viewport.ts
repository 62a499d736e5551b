import type { CameraIntrinsics } from "@sourire/core";

/** Where the picture is. */
export interface Viewport {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** Of the lens. */
  readonly intrinsics: CameraIntrinsics;
  /** What is nearer is not seen, mm. */
  readonly nearMm: number;
}

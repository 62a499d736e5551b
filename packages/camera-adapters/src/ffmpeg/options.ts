import type { Clock, Log, PixelFormat } from "@sourire/core";

/** Options of `createFfmpegCamera`. */
export interface FfmpegCameraOptions {
  /** Where the pictures come from. */
  readonly source: FfmpegSource;
  /**
   * Pixels, a wish. A device is opened in its nearest mode; pictures of a network camera or a file that are larger
   * are made smaller with their shape kept, never larger. @defaultValue 1280 for devices, else as the source is
   */
  readonly width?: number;
  /** Pixels, a wish; as `width`. @defaultValue 720 for devices, else as the source is */
  readonly height?: number;
  /** Frames a second, a wish to a device, 1..240; other sources have their own rate. @defaultValue 30 */
  readonly framesPerSecond?: number;
  /** `auto`: what costs least to hand over, of the formats below. @defaultValue `"auto"` */
  readonly pixelFormat?: "auto" | Exclude<PixelFormat, "rgba8">;
  /** The program. @defaultValue `"ffmpeg"`, looked for on the PATH */
  readonly ffmpegPath?: string;
  /** ms without a whole frame, after which the camera is started anew, 100..60 000. @defaultValue 3000 */
  readonly stallMs?: number;
  /** ms that the first frame may take, 100..120 000; an RTSP camera may wait for a key frame. @defaultValue 10 000 */
  readonly startMs?: number;
  /** How a camera that stalls or goes away is started anew. @defaultValue {@link FFMPEG_CAMERA_DEFAULTS} */
  readonly restart?: Partial<RestartOptions>;
  /** ms that ffmpeg gets to end by itself before it is killed, 0..10 000. @defaultValue 1000 */
  readonly graceMs?: number;
  /** What the system calls the device. @defaultValue what Linux says of a V4L2 device */
  readonly label?: string;
  /**
   * Of files: the camera's time of the first picture, ms, so that two files share one clock.
   * @defaultValue the clock's monotonic time when the first frame was whole
   */
  readonly epochMs?: number;
  /** @defaultValue the machine's own */
  readonly clock?: Clock;
  /** Gets starts, restarts and reasons; never an address, a name or a password. @defaultValue says nothing */
  readonly log?: Log;
}

/** Where ffmpeg reads from. */
export type FfmpegSource =
  /** Linux: `/dev/video0`. */
  | { readonly kind: "v4l2"; readonly device: string }
  /** macOS: an index or a name, as `listCameras` gives them. */
  | { readonly kind: "avfoundation"; readonly device: string }
  /** Windows: a name, as `listCameras` gives it. */
  | { readonly kind: "dshow"; readonly device: string }
  | RtspSource
  | HttpSource
  | FileSource
  /** FOR TESTS ONLY: a filter graph that draws pictures (`testsrc2=rate=30`), in real time; `simulated: true`. */
  | { readonly kind: "lavfi"; readonly graph: string };

/** A network camera that speaks RTSP. */
export interface RtspSource {
  /** What it is. */
  readonly kind: "rtsp";
  /** `rtsp:` or `rtsps:`. A name and password in it are taken out of it at once. */
  readonly url: string;
  /** Of the camera; they reach ffmpeg where neither `ps` nor a log shows them. */
  readonly credentials?: CameraCredentials;
  /** How the pictures travel. @defaultValue `"tcp"`: nothing is lost on the way */
  readonly transport?: "tcp" | "udp";
}

/** A network camera that sends JPEG pictures (`multipart/x-mixed-replace`) or another stream over HTTP. */
export interface HttpSource {
  /** What it is. */
  readonly kind: "http";
  /** `http:` or `https:`. A name and password in it are taken out of it at once. */
  readonly url: string;
  /** Of the camera; they reach ffmpeg where neither `ps` nor a log shows them. */
  readonly credentials?: CameraCredentials;
  /**
   * Of `https:`: a PEM file with the authority that the camera's certificate must come from. WITHOUT IT THE
   * CERTIFICATE IS NOT CHECKED: most cameras sign their own, and whoever sits between can read the password.
   */
  readonly authorityFile?: string;
}

/** A video file. Its pictures are not live: the camera states `simulated: true`. */
export interface FileSource {
  /** What it is. */
  readonly kind: "file";
  /** Of the video. */
  readonly path: string;
  /** Starts again at its end; its time goes on. @defaultValue false */
  readonly loop?: boolean;
  /**
   * `realtime`: as fast as it was taken, and a slow reader skips. `fast`: every picture, as fast as the reader
   * takes them; none is dropped. @defaultValue `"realtime"`
   */
  readonly pace?: "realtime" | "fast";
}

/** A name and password of a network camera. */
export interface CameraCredentials {
  /** At least one character, without a colon. */
  readonly user: string;
  /** May be empty. */
  readonly password: string;
}

/** How a camera that stalls or goes away is started anew. */
export interface RestartOptions {
  /** How often in a row; 0 never. A camera that gave frames for `stallMs` counts from 0 again. 0..100. */
  readonly attempts: number;
  /** ms before the first, 0..60 000. */
  readonly firstDelayMs: number;
  /** Each wait over the one before, 1..10. */
  readonly factor: number;
  /** ms, the longest wait, 0..600 000. */
  readonly maxDelayMs: number;
}

/**
 * What `createFfmpegCamera` does unless told. A payer who waits sees a camera that came back within two seconds
 * (0.25 + 0.5 + 1 s of waiting), or an error.
 */
export const FFMPEG_CAMERA_DEFAULTS = Object.freeze({
  width: 1280,
  height: 720,
  framesPerSecond: 30,
  pixelFormat: "auto",
  ffmpegPath: "ffmpeg",
  stallMs: 3_000,
  startMs: 10_000,
  restart: Object.freeze({ attempts: 3, firstDelayMs: 250, factor: 2, maxDelayMs: 4_000 }),
  graceMs: 1_000,
} as const satisfies Required<
  Pick<
    FfmpegCameraOptions,
    | "width"
    | "height"
    | "framesPerSecond"
    | "pixelFormat"
    | "ffmpegPath"
    | "stallMs"
    | "startMs"
    | "graceMs"
  >
> & { readonly restart: RestartOptions });

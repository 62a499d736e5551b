/** Options of {@link createMediaStreamCamera}. Sizes and rates are wishes: the browser gives what is nearest. */
export interface MediaStreamCameraOptions {
  /**
   * A track, or a stream whose first video track is taken, in place of asking for a camera. It stays the caller's:
   * disposal does not stop it.
   */
  readonly source?: MediaStreamTrack | MediaStream;
  /** Exactly this camera: `deviceId` of {@link listMediaCameras}. */
  readonly deviceId?: string;
  /** `user` looks at who holds the device, `environment` away from them. */
  readonly facingMode?: "user" | "environment";
  /** Pixels, 1..8192. @defaultValue 640 */
  readonly width?: number;
  /** Pixels, 1..8192. @defaultValue 480 */
  readonly height?: number;
  /** Frames a second, 1..240. @defaultValue 30 */
  readonly framesPerSecond?: number;
  /** Further constraints; they win over the wishes above: `{ width: { exact: 1280 } }`. */
  readonly constraints?: MediaTrackConstraints;
  /**
   * Makes the worker in which frames are copied, where the browser can hand its frames over; its file calls
   * `serveMediaStreamFrames` of `@sourire/camera-adapters/media-stream/worker`. It is made at the first reading and belongs to the camera, which terminates it.
   */
  readonly worker?: () => Worker;
  /** Time without a frame, while one is awaited and the page is visible, after which the camera counts as stalled, ms, 200..60000. @defaultValue 3000 */
  readonly stallMs?: number;
  /** Gives up opening, also while the browser asks the person. */
  readonly signal?: AbortSignal;
}

type WithDefault = "width" | "height" | "framesPerSecond" | "stallMs";

/** What {@link createMediaStreamCamera} does unless told. */
export const MEDIA_STREAM_CAMERA_DEFAULTS: Readonly<
  Required<Pick<MediaStreamCameraOptions, WithDefault>>
> = Object.freeze({ width: 640, height: 480, framesPerSecond: 30, stallMs: 3_000 });

/** Options with their defaults. */
export type MediaStreamCameraSettings = typeof MEDIA_STREAM_CAMERA_DEFAULTS &
  MediaStreamCameraOptions;

/** @throws {RangeError} naming the option that is out of its range */
export function settingsOf(options: MediaStreamCameraOptions): MediaStreamCameraSettings {
  const settings = { ...MEDIA_STREAM_CAMERA_DEFAULTS, ...options };
  const ranges: readonly [name: WithDefault, low: number, high: number][] = [
    ["width", 1, 8192],
    ["height", 1, 8192],
    ["framesPerSecond", 1, 240],
    ["stallMs", 200, 60_000],
  ];
  for (const [name, low, high] of ranges) {
    const value = Number(settings[name]);
    if (!(value >= low && value <= high)) {
      throw new RangeError(`${name}: need ${low}..${high}, got ${value}`);
    }
  }
  return settings;
}

/** What the browser is asked for. Only the device is a demand, so that any camera is better than none. */
export function constraintsOf(settings: MediaStreamCameraSettings): MediaTrackConstraints {
  const { deviceId, facingMode, width, height, framesPerSecond, constraints } = settings;
  return {
    width: { ideal: width },
    height: { ideal: height },
    frameRate: { ideal: framesPerSecond },
    ...(facingMode === undefined ? {} : { facingMode: { ideal: facingMode } }),
    ...(deviceId === undefined ? {} : { deviceId: { exact: deviceId } }),
    ...constraints,
  };
}

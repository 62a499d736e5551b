import { type Clock, type Log, silentLog, systemClock } from "@sourire/core";
import {
  FFMPEG_CAMERA_DEFAULTS,
  type FfmpegCameraOptions,
  type FfmpegSource,
  type RestartOptions,
} from "./options.js";
import { isLocalDevice } from "./source-kind.js";

/** Options with their defaults, checked. */
export interface FfmpegSettings {
  readonly source: FfmpegSource;
  /** Of a device always there; else only where it was wished. */
  readonly width: number | undefined;
  readonly height: number | undefined;
  readonly framesPerSecond: number;
  readonly pixelFormat: NonNullable<FfmpegCameraOptions["pixelFormat"]>;
  readonly ffmpegPath: string;
  readonly stallMs: number;
  readonly startMs: number;
  readonly graceMs: number;
  readonly restart: RestartOptions;
  readonly epochMs: number | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

const FORMATS: ReadonlySet<string> = new Set([
  "auto",
  "yuyv",
  "nv12",
  "i420",
  "rgb8",
  "gray8",
  "gray16",
]);

/** @throws {RangeError} naming the option that is out of its range */
export function settingsOf(options: FfmpegCameraOptions): FfmpegSettings {
  const defaults = FFMPEG_CAMERA_DEFAULTS;
  const device = isLocalDevice(options.source);
  const settings: FfmpegSettings = {
    source: options.source,
    width: options.width ?? (device ? defaults.width : undefined),
    height: options.height ?? (device ? defaults.height : undefined),
    framesPerSecond: options.framesPerSecond ?? defaults.framesPerSecond,
    pixelFormat: options.pixelFormat ?? defaults.pixelFormat,
    ffmpegPath: options.ffmpegPath ?? defaults.ffmpegPath,
    stallMs: options.stallMs ?? defaults.stallMs,
    startMs: options.startMs ?? defaults.startMs,
    graceMs: options.graceMs ?? defaults.graceMs,
    restart: { ...defaults.restart, ...options.restart },
    epochMs: options.epochMs,
    clock: options.clock ?? systemClock,
    log: options.log ?? silentLog,
  };
  assertRanges(settings);
  assertSource(settings.source);
  return settings;
}

function assertRanges(settings: FfmpegSettings): void {
  const { restart } = settings;
  const ranges: readonly [name: string, value: number | undefined, low: number, high: number][] = [
    ["width", settings.width, 16, 16_384],
    ["height", settings.height, 16, 16_384],
    ["framesPerSecond", settings.framesPerSecond, 1, 240],
    ["stallMs", settings.stallMs, 100, 60_000],
    ["startMs", settings.startMs, 100, 120_000],
    ["graceMs", settings.graceMs, 0, 10_000],
    ["restart.attempts", restart.attempts, 0, 100],
    ["restart.firstDelayMs", restart.firstDelayMs, 0, 60_000],
    ["restart.factor", restart.factor, 1, 10],
    ["restart.maxDelayMs", restart.maxDelayMs, 0, 600_000],
    ["epochMs", settings.epochMs, -Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  ];
  for (const [name, value, low, high] of ranges) {
    if (value !== undefined && !(value >= low && value <= high)) {
      throw new RangeError(`${name}: need ${low}..${high}, got ${value}`);
    }
  }
  for (const name of ["width", "height"] as const) {
    const value = settings[name];
    if (value !== undefined && !Number.isInteger(value)) {
      throw new RangeError(`${name}: need whole pixels, got ${value}`);
    }
  }
  if (!Number.isInteger(restart.attempts))
    throw new RangeError("restart.attempts: need a whole number");
  if (!FORMATS.has(settings.pixelFormat)) {
    throw new RangeError(
      `pixelFormat: ${settings.pixelFormat} is none of ${[...FORMATS].join(", ")}`,
    );
  }
}

/** What becomes an argument or a line of ffmpeg must not end it. */
function assertSource(source: FfmpegSource): void {
  const texts: readonly (string | undefined)[] =
    source.kind === "file"
      ? [source.path]
      : source.kind === "lavfi"
        ? [source.graph]
        : "device" in source
          ? [source.device]
          : [source.url, source.kind === "http" ? source.authorityFile : undefined];
  for (const text of texts) {
    if (text !== undefined && (text === "" || /[\0\r\n]/.test(text))) {
      throw new RangeError(
        `source: an empty text or a line break in a source of kind ${source.kind}`,
      );
    }
  }
}

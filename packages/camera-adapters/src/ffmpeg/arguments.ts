import type { CameraAddress } from "./camera-address.js";
import type { DeviceMode } from "./device-mode.js";
import type { FfmpegSource } from "./options.js";
import { AUTO_FORMATS, FFMPEG_NAMES } from "./pixel-formats.data.js";
import type { FfmpegSettings } from "./settings.js";
import { isLocalDevice } from "./source-kind.js";

/** How ffmpeg is started. */
export interface FfmpegCommand {
  /** What `ps` may show: neither an address nor a password is among it. */
  readonly args: readonly string[];
  /** What it reads from its standard input, where it needs to be told an address. */
  readonly script?: string;
}

/** What is known before a start. */
export interface CommandParts {
  readonly settings: FfmpegSettings;
  /** Of a device: the mode to open it in, where its modes are known. */
  readonly mode: DeviceMode | undefined;
  /** Of a network camera. */
  readonly address: CameraAddress | undefined;
  /** How this version of ffmpeg says that frames pass as they come. */
  readonly passthrough: "-fps_mode" | "-vsync";
}

/** Nothing waits to fill a buffer, and no decoder holds frames back to use more threads. */
const LOW_DELAY = ["-fflags", "nobuffer", "-flags", "low_delay", "-thread_type", "slice"];

/** One process that writes raw frames to its standard output, and what it learns to its standard error. */
export function commandOf(parts: CommandParts): FfmpegCommand {
  const input = inputOf(parts);
  const args = [
    ...["-hide_banner", "-nostdin", "-nostats", "-loglevel", "level+info"],
    ...input.args,
    ...["-map", "0:v:0", "-an", "-sn", "-dn", "-vf", filtersOf(parts.settings)],
    ...[parts.passthrough, "passthrough", "-c:v", "rawvideo", "-f", "rawvideo"],
    // without it, the last bytes of a frame wait for the next frame
    ...["-flush_packets", "1", "pipe:1"],
  ];
  return input.script === undefined ? { args } : { args, script: input.script };
}

function inputOf({ settings, mode, address }: CommandParts): FfmpegCommand {
  const { source } = settings;
  switch (source.kind) {
    case "v4l2":
      return {
        args: [
          ...LOW_DELAY,
          "-f",
          "v4l2",
          ...modeOf(settings, mode, "-input_format"),
          "-i",
          source.device,
        ],
      };
    case "avfoundation":
      return {
        args: [
          ...LOW_DELAY,
          "-f",
          "avfoundation",
          ...modeOf(settings, mode, "-pixel_format"),
          "-i",
          `${source.device}:none`,
        ],
      };
    case "dshow":
      return {
        args: [
          ...LOW_DELAY,
          "-f",
          "dshow",
          ...modeOf(settings, mode, "-pixel_format"),
          "-i",
          `video=${source.device}`,
        ],
      };
    case "rtsp":
    case "http":
      return networkOf(source, address?.secretUrl ?? source.url);
    case "file": {
      const { path, loop = false, pace = "realtime" } = source;
      const play = [
        ...(loop ? ["-stream_loop", "-1"] : []),
        ...(pace === "realtime" ? ["-re"] : []),
      ];
      // a file that is a list of addresses must not be followed
      return { args: [...play, "-protocol_whitelist", "file,pipe", "-i", `file:${path}`] };
    }
    case "lavfi":
      return { args: ["-re", "-f", "lavfi", "-i", source.graph] };
  }
}

function modeOf(
  { width, height, framesPerSecond }: FfmpegSettings,
  mode: DeviceMode | undefined,
  formatOption: string,
): readonly string[] {
  const size = mode ? `${mode.width}x${mode.height}` : `${width}x${height}`;
  const rate = mode?.framesPerSecond ?? framesPerSecond;
  const format = mode?.compressed
    ? [formatOption === "-pixel_format" ? "-vcodec" : formatOption, mode.format]
    : mode
      ? [formatOption, mode.format]
      : [];
  return [...format, "-video_size", size, "-framerate", String(rate)];
}

/**
 * The address goes through a script on standard input, so that neither `ps` nor the environment shows it. What
 * the camera sends may open nothing but the protocols named: no file of this machine, whatever it claims to be.
 */
function networkOf(
  source: Extract<FfmpegSource, { readonly url: string }>,
  secretUrl: string,
): FfmpegCommand {
  const protocols = source.kind === "rtsp" ? "rtp,tcp,udp,tls,srtp" : "http,https,tcp,tls";
  // the rate is not waited for: each frame has the time when it came
  const options = ["option fpsprobesize 0", "option fflags nobuffer"];
  if (source.kind === "rtsp") {
    options.push(`option rtsp_transport ${source.transport ?? "tcp"}`);
    options.push("option allowed_media_types video");
  } else if (source.authorityFile !== undefined) {
    options.push("option tls_verify 1", `option ca_file ${quoted(source.authorityFile)}`);
  }
  const script = ["ffconcat version 1.0", `file ${quoted(secretUrl)}`, ...options, ""].join("\n");
  const whitelist = ["-protocol_whitelist", `pipe,${protocols}`];
  return {
    args: [...LOW_DELAY, "-f", "concat", "-safe", "0", ...whitelist, "-i", "pipe:0"],
    script,
  };
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function filtersOf({ source, width, height, pixelFormat }: FfmpegSettings): string {
  const filters: string[] = [];
  if (!isLocalDevice(source) && (width !== undefined || height !== undefined)) {
    const [across, down] = [width ?? "iw", height ?? "ih"];
    filters.push(
      `scale=w='min(iw,${across})':h='min(ih,${down})':force_original_aspect_ratio=decrease`,
    );
  }
  // pairs of pixels share their colour, so that an odd row or column has no layout of its own
  filters.push("crop=trunc(iw/2)*2:trunc(ih/2)*2:0:0");
  const formats = pixelFormat === "auto" ? AUTO_FORMATS : [FFMPEG_NAMES[pixelFormat]];
  filters.push(`format=${formats.join("|")}`);
  if (source.kind === "file") filters.push("showinfo=checksum=0");
  return filters.join(",");
}

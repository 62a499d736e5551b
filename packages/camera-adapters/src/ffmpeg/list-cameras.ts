import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { askFfmpeg } from "./ask-ffmpeg.js";
import type { DeviceMode } from "./device-mode.js";
import { deviceModes } from "./device-modes.js";
import { printable, v4l2Name } from "./identity.js";
import { FFMPEG_CAMERA_DEFAULTS } from "./options.js";
import { parseAvfoundationDevices, parseDshowDevices } from "./parse-devices.js";
import type { DeviceSource } from "./source-kind.js";

/** A camera of this machine. */
export interface CameraDevice {
  /** Goes into `createFfmpegCamera`. */
  readonly source: DeviceSource;
  /** What the system calls it; printable, at most 200 characters. */
  readonly label: string;
  /** In which it can be opened; none where the system says nothing before it is opened (macOS, or a camera in use). */
  readonly modes: readonly DeviceMode[];
}

/** Options of {@link listCameras}. */
export interface ListCamerasOptions {
  /** Cancels. */
  readonly signal: AbortSignal;
  /** The program. @defaultValue `"ffmpeg"`, looked for on the PATH */
  readonly ffmpegPath?: string;
  /** @defaultValue the machine's own */
  readonly platform?: NodeJS.Platform;
  /** Where Linux lists video devices. @defaultValue `"/sys/class/video4linux"` */
  readonly v4l2Folder?: string;
}

/**
 * Lists the cameras of this machine: by V4L2 on Linux, AVFoundation on macOS and DirectShow on Windows. Elsewhere
 * there are none that ffmpeg could open.
 * @throws {SourireError} `FFMPEG_NOT_FOUND`
 * @throws the signal's own reason when it aborts
 * @example for (const { label, source } of await listCameras({ signal })) show(label, source.device);
 */
export async function listCameras(options: ListCamerasOptions): Promise<readonly CameraDevice[]> {
  const { signal, platform = process.platform } = options;
  signal.throwIfAborted();
  const asked = { ffmpegPath: options.ffmpegPath ?? FFMPEG_CAMERA_DEFAULTS.ffmpegPath, signal };
  const devices = await devicesOf(platform, asked, options.v4l2Folder);
  const cameras: CameraDevice[] = [];
  for (const { source, name } of devices) {
    const modes = await deviceModes(source, asked.ffmpegPath, signal);
    signal.throwIfAborted();
    // a V4L2 device without a format is the part of a camera that carries its settings, not its pictures
    if (source.kind === "v4l2" && modes.length === 0 && devices.length > 1) continue;
    cameras.push({ source, label: printable(name), modes });
  }
  return cameras;
}

interface Named {
  readonly source: DeviceSource;
  readonly name: string;
}
interface Asked {
  readonly ffmpegPath: string;
  readonly signal: AbortSignal;
}

async function devicesOf(
  platform: NodeJS.Platform,
  asked: Asked,
  v4l2Folder = "/sys/class/video4linux",
): Promise<readonly Named[]> {
  if (platform === "linux") return v4l2Devices(v4l2Folder);
  const list = (format: string): Promise<readonly string[]> =>
    askFfmpeg(
      ["-f", format, "-list_devices", "true", "-i", format === "dshow" ? "dummy" : ""],
      asked,
    );
  if (platform === "darwin") {
    return parseAvfoundationDevices(await list("avfoundation")).map(({ index, name }) => ({
      source: { kind: "avfoundation", device: index },
      name,
    }));
  }
  if (platform !== "win32") return [];
  return parseDshowDevices(await list("dshow")).map((name) => ({
    source: { kind: "dshow", device: name },
    name,
  }));
}

async function v4l2Devices(folder: string): Promise<readonly Named[]> {
  const names = await readdir(folder).catch(() => []); // without a video device there is no such folder
  return names
    .filter((name) => /^video\d+$/.test(name))
    .sort((a, b) => Number(a.slice(5)) - Number(b.slice(5)))
    .map((name) => ({
      source: { kind: "v4l2", device: join("/dev", name) },
      name: v4l2Name(name, folder) ?? name,
    }));
}

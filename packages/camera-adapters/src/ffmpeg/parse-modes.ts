import type { DeviceMode } from "./device-mode.js";

const V4L2 = /\] (?:\[\w+\] )?(Raw|Compressed)\s*:\s*(\S+) :.*: (.+)$/;

/**
 * Reads what `ffmpeg -f v4l2 -list_formats all` says. It states sizes without rates; a device of any size within
 * limits gives the usual sizes that lie within.
 */
export function parseV4l2Modes(lines: readonly string[]): readonly DeviceMode[] {
  const modes: DeviceMode[] = [];
  for (const line of lines) {
    const [, kind, format = "", sizes = ""] = V4L2.exec(line) ?? [];
    if (kind === undefined || format === "Unsupported") continue;
    for (const [width, height] of sizesOf(sizes)) {
      modes.push({ format, compressed: kind === "Compressed", width, height });
    }
  }
  return modes;
}

const USUAL_SIZES = [
  [640, 480],
  [800, 600],
  [960, 540],
  [1280, 720],
  [1920, 1080],
] as const;

function sizesOf(text: string): readonly (readonly [width: number, height: number])[] {
  const range = /\{(\d+)-(\d+), \d+\}x\{(\d+)-(\d+), \d+\}/.exec(text);
  if (range) {
    const [minWidth = 0, maxWidth = 0, minHeight = 0, maxHeight = 0] = range.slice(1).map(Number);
    return USUAL_SIZES.filter(
      ([w, h]) => w >= minWidth && w <= maxWidth && h >= minHeight && h <= maxHeight,
    );
  }
  return [...text.matchAll(/(\d+)x(\d+)/g)].map(([, w, h]) => [Number(w), Number(h)] as const);
}

const DSHOW =
  /(pixel_format|vcodec)=(\S+)\s+min s=(\d+)x(\d+) fps=([\d.]+)\s+max s=(\d+)x(\d+) fps=([\d.]+)/;

/** Reads what `ffmpeg -f dshow -list_options true` says. */
export function parseDshowModes(lines: readonly string[]): readonly DeviceMode[] {
  const modes = new Map<string, DeviceMode>();
  for (const line of lines) {
    const found = DSHOW.exec(line);
    if (!found) continue;
    const [, kind, format = "", , , slowest, width, height, fastest] = found;
    const mode: DeviceMode = {
      format,
      compressed: kind === "vcodec",
      width: Number(width),
      height: Number(height),
      framesPerSecond: Number(fastest),
      minFramesPerSecond: Number(slowest),
    };
    modes.set(JSON.stringify(mode), mode); // it says every mode twice, with and without a colour
  }
  return [...modes.values()];
}

const AVFOUNDATION = /(\d+)x(\d+)@\[([\d.]+) ([\d.]+)\]fps/;

/**
 * Reads the modes that AVFoundation names when it was asked for one that the device does not have. It states no
 * formats: every device there gives `nv12`, and ffmpeg takes what is there where it does not.
 */
export function parseAvfoundationModes(lines: readonly string[]): readonly DeviceMode[] {
  return lines.flatMap((line) => {
    const [, width, height, slowest, fastest] = AVFOUNDATION.exec(line) ?? [];
    if (width === undefined) return [];
    return [
      {
        format: "nv12",
        compressed: false,
        width: Number(width),
        height: Number(height),
        framesPerSecond: Number(fastest),
        minFramesPerSecond: Number(slowest),
      },
    ];
  });
}

import type { DeviceMode } from "./device-mode.js";

/** What is wished of a device. */
export interface ModeWish {
  /** Pixels. */
  readonly width: number | undefined;
  /** Pixels. */
  readonly height: number | undefined;
  /** Frames a second. */
  readonly framesPerSecond: number;
  /** In which frames are to be handed over. */
  readonly pixelFormat: string;
}

/**
 * Bytes a second of one isochronous endpoint of USB 2.0: 3 transactions of 1024 bytes, 8000 times a second. Where a
 * system states no rates, a raw mode is taken to be no faster than that, which is what makes webcams compress.
 * @see Universal Serial Bus Specification 2.0, section 5.6.3
 */
const USB2_BYTES_PER_S = 3 * 1024 * 8000;

/** What can be handed over without a conversion comes first, then what has to be decoded. */
const PREFERENCE: ReadonlyMap<string, number> = new Map([
  ["yuyv422", 0],
  ["nv12", 0.1],
  ["yuv420p", 0.2],
  ["uyvy422", 0.5],
  ["gray", 0.6],
  ["mjpeg", 1],
]);
const RAW_BYTES: ReadonlyMap<string, number> = new Map([
  ["nv12", 1.5],
  ["yuv420p", 1.5],
  ["gray", 1],
  ["rgb24", 3],
  ["bgr24", 3],
  ["bgr0", 4],
]);
const WISHED: ReadonlyMap<string, string> = new Map([
  ["yuyv", "yuyv422"],
  ["nv12", "nv12"],
  ["i420", "yuv420p"],
  ["gray8", "gray"],
  ["gray16", "gray16le"],
  ["rgb8", "rgb24"],
]);

/**
 * Picks the mode nearest to a wish: first by size, then by whether it reaches the rate, then by what its pictures
 * cost to read.
 * @returns undefined where there are none
 */
export function pickMode(modes: readonly DeviceMode[], wish: ModeWish): DeviceMode | undefined {
  let best: { readonly mode: DeviceMode; readonly cost: readonly number[] } | undefined;
  for (const mode of modes) {
    const cost = [sizeCost(mode, wish), rateCost(mode, wish), formatCost(mode, wish)];
    if (!best || isLess(cost, best.cost)) best = { mode: withRate(mode, wish), cost };
  }
  return best?.mode;
}

/** How many times larger or smaller, in both directions; being too small is worse, for a face needs its pixels. */
function sizeCost(
  mode: DeviceMode,
  { width = mode.width, height = mode.height }: ModeWish,
): number {
  const [across, down] = [Math.log2(mode.width / width), Math.log2(mode.height / height)];
  return [across, down].reduce((sum, side) => sum + (side < 0 ? -1.5 * side : side), 0);
}

/** The share of the wished rate that is missing, in steps of a tenth: 29.97 is 30. */
function rateCost(mode: DeviceMode, { framesPerSecond }: ModeWish): number {
  const rate = mode.framesPerSecond ?? assumedRate(mode);
  return Math.round(10 * Math.max(0, 1 - rate / framesPerSecond));
}

function assumedRate({ format, compressed, width, height }: DeviceMode): number {
  if (compressed) return Number.POSITIVE_INFINITY;
  return USB2_BYTES_PER_S / (width * height * (RAW_BYTES.get(format) ?? 2));
}

function formatCost({ format, compressed }: DeviceMode, { pixelFormat }: ModeWish): number {
  if (WISHED.get(pixelFormat) === format) return -1;
  return PREFERENCE.get(format) ?? (compressed ? 3 : 2);
}

/** The rate to ask for: the wish, as far as the mode goes. */
function withRate(mode: DeviceMode, { framesPerSecond }: ModeWish): DeviceMode {
  const most = Math.min(framesPerSecond, mode.framesPerSecond ?? framesPerSecond);
  return { ...mode, framesPerSecond: Math.max(most, mode.minFramesPerSecond ?? 1) };
}

function isLess(a: readonly number[], b: readonly number[]): boolean {
  for (const [i, value] of a.entries()) {
    const other = b[i] ?? 0;
    if (value !== other) return value < other;
  }
  return false;
}

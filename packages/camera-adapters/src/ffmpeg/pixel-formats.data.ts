import type { PixelFormat, YuvColour } from "@sourire/core";

/** ffmpeg's names of the formats that frames are handed over in. */
export const FFMPEG_NAMES: Readonly<Record<Exclude<PixelFormat, "rgba8">, string>> = Object.freeze({
  yuyv: "yuyv422",
  nv12: "nv12",
  i420: "yuv420p",
  rgb8: "rgb24",
  gray8: "gray",
  gray16: "gray16le",
});

/** What `auto` chooses from; ffmpeg takes the one that loses and costs least. */
export const AUTO_FORMATS: readonly string[] = [...Object.values(FFMPEG_NAMES), "yuvj420p"];

/** What ffmpeg's name says; `yuvj420p` is `i420` of full range, as JPEG has it. */
export const PIXEL_FORMATS: ReadonlyMap<
  string,
  { readonly format: PixelFormat; readonly range?: YuvColour["range"] }
> = new Map([
  ["yuyv422", { format: "yuyv" }],
  ["nv12", { format: "nv12" }],
  ["yuv420p", { format: "i420" }],
  ["yuvj420p", { format: "i420", range: "full" }],
  ["rgb24", { format: "rgb8" }],
  ["gray", { format: "gray8" }],
  ["gray16le", { format: "gray16" }],
] as const);

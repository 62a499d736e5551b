import type { FfmpegSource } from "./options.js";

/** A source on this machine that has modes of its own. */
export type DeviceSource = Extract<FfmpegSource, { readonly device: string }>;

/** Whether the source is a device of this machine, which is opened in one of its modes. */
export function isLocalDevice(source: FfmpegSource): source is DeviceSource {
  return source.kind === "v4l2" || source.kind === "avfoundation" || source.kind === "dshow";
}

/** Whether the source is a camera that goes on until it is stopped; a file ends, and its times are its own. */
export function isLive({ kind }: FfmpegSource): boolean {
  return kind !== "file";
}

/** The part of a source that a network camera has. */
export type NetworkSource = Extract<FfmpegSource, { readonly url: string }>;

/** Whether the source is reached by an address. */
export function isNetwork(source: FfmpegSource): source is NetworkSource {
  return source.kind === "rtsp" || source.kind === "http";
}

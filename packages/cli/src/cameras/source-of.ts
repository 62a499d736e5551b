import type { FfmpegSource } from "@sourire/camera-adapters/ffmpeg";

/**
 * What a person means by a camera's name: a V4L2 device (`/dev/video0`), an address (`rtsp:`, `rtsps:`, `http:`,
 * `https:`), `avfoundation:NAME`, `dshow:NAME`, or else a video file.
 */
export function sourceOf(name: string): FfmpegSource {
  const [scheme = ""] = name.split(":", 1);
  switch (scheme.toLowerCase()) {
    case "rtsp":
    case "rtsps":
      return { kind: "rtsp", url: name };
    case "http":
    case "https":
      return { kind: "http", url: name };
    case "avfoundation":
      return { kind: "avfoundation", device: name.slice(scheme.length + 1) };
    case "dshow":
      return { kind: "dshow", device: name.slice(scheme.length + 1) };
    default:
      return /^\/dev\/video\d+$/.test(name)
        ? { kind: "v4l2", device: name }
        : { kind: "file", path: name };
  }
}

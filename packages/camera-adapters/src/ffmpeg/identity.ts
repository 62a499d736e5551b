import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { CameraAddress } from "./camera-address.js";
import type { FfmpegSource } from "./options.js";

/** Longest id and label. */
const LONGEST = 200;

/** What logs and receipts show of a source: never a password, and of a file its name alone. */
export function idOf(source: FfmpegSource, address: CameraAddress | undefined): string {
  switch (source.kind) {
    case "rtsp":
    case "http":
      return printable(address?.publicUrl ?? source.kind);
    case "file":
      return printable(`file:${basename(source.path)}`);
    case "lavfi":
      return printable(`lavfi:${source.graph}`);
    default:
      return printable(`${source.kind}:${source.device}`);
  }
}

/** What the system calls a device; nothing where it says nothing. */
export function labelOf(source: FfmpegSource, given: string | undefined): string | undefined {
  const name = given ?? (source.kind === "v4l2" ? v4l2Name(source.device) : undefined);
  const text = printable(name ?? "").trim();
  return text === "" ? undefined : text;
}

/** Linux tells a V4L2 device's name. */
export function v4l2Name(device: string, folder = "/sys/class/video4linux"): string | undefined {
  try {
    return readFileSync(join(folder, basename(device), "name"), "utf8").trim();
  } catch {
    return undefined; // another system, or no such device: opening it will say so
  }
}

/** @returns at most 200 characters, without those that no eye sees */
export function printable(text: string): string {
  return [...text.replaceAll(/\p{C}/gu, "")].slice(0, LONGEST).join("");
}

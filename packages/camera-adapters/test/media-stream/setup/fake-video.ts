import { rmSync, writeFileSync } from "node:fs";
import { FAKE_VIDEO } from "./fake-video-path.js";
import { puppetVideo } from "./puppet-video.js";

/** Vitest's global set-up: the file is there before the browser starts, and gone afterwards. */
export async function setup(): Promise<() => void> {
  if (process.env["SOURIRE_FAKE_VIDEO"]) return () => {};
  writeFileSync(FAKE_VIDEO, await puppetVideo());
  return () => rmSync(FAKE_VIDEO, { force: true });
}

import { tmpdir } from "node:os";
import { join } from "node:path";

/** What Chromium's fake camera plays: the file of `SOURIRE_FAKE_VIDEO` (y4m or mjpeg), or one that the set-up writes. */
export const FAKE_VIDEO: string =
  process.env["SOURIRE_FAKE_VIDEO"] ?? join(tmpdir(), `sourire-fake-video-${process.pid}.y4m`);

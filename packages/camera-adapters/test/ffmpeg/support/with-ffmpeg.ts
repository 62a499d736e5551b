import { spawnSync } from "node:child_process";
import { describe } from "vitest";

const there = spawnSync("ffmpeg", ["-version"]).status === 0;

/** Tests that need the program ffmpeg; where the system lacks it they are skipped, and say so by name. */
export function describeWithFfmpeg(name: string, tests: () => void): void {
  if (there) describe(name, tests);
  else describe.skip(`${name} (SKIPPED: ffmpeg is not installed)`, tests);
}

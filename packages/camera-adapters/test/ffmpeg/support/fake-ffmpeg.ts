import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A program that stands in for ffmpeg where the real one would need a device that a test cannot have. */
export interface FakeFfmpeg extends AsyncDisposable {
  readonly path: string;
  /** How often it was started, with which arguments. */
  starts(): Promise<readonly string[]>;
}

/** What it says before it writes gray frames of 16 x 16, 256 bytes each. */
export const GRAY_16 = `
echo "[info] Output #0, rawvideo, to 'pipe:1':" >&2
echo "[info]   Stream #0:0: Video: rawvideo (Y800 / 0x30303859), gray(progressive), 16x16, 30 fps" >&2
frame() { head -c 256 /dev/zero; }
`;

/** @param body - a shell script; $N counts its starts from 1, and lists of formats are empty */
export function fakeFfmpeg(body: string): Promise<FakeFfmpeg> {
  return programNamed(`case "$*" in *-list_formats*) exit 1;; esac\n$COUNT\n${body}`);
}

/** @param body - a shell script that does all by itself */
export async function programNamed(body: string): Promise<FakeFfmpeg> {
  const folder = await mkdtemp(join(tmpdir(), "sourire-fake-"));
  const [path, starts] = [join(folder, "ffmpeg"), join(folder, "starts")];
  await writeFile(starts, "");
  const count = `echo "$*" >> ${starts}; N=$(wc -l < ${starts})`;
  await writeFile(path, `#!/bin/sh\n${body.replace("$COUNT", () => count)}\n`);
  await chmod(path, 0o755);
  return {
    path,
    starts: async () => (await readFile(starts, "utf8")).split("\n").slice(0, -1),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

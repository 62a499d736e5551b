import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder that goes away. */
export interface Folder extends AsyncDisposable {
  readonly path: string;
}

export async function temporaryFolder(): Promise<Folder> {
  const path = await mkdtemp(join(tmpdir(), "sourire-test-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** Makes a SYNTHETIC video. @param args - of ffmpeg, between its graph and its output */
export function makeVideo(path: string, graph: string, args: readonly string[] = []): string {
  const input = ["-loglevel", "error", "-y", "-f", "lavfi", "-i", graph];
  execFileSync("ffmpeg", [...input, ...args, path]);
  return path;
}

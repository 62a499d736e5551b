import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { ensureSystemParts, ensureTestParts } from "../system-parts.js";

const folders: string[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

/** A PATH on which exactly these commands are found. */
async function onlyOnPath(...commands: string[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "sourire-path-"));
  folders.push(folder);
  for (const command of commands) {
    await writeFile(join(folder, command), "");
    await chmod(join(folder, command), 0o755);
  }
  vi.stubEnv("PATH", folder);
}

it("says nothing where everything is there", async () => {
  await onlyOnPath("python3", "make", "clang++");
  const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  expect(await ensureSystemParts({ needed: ["compiler"] })).toEqual([]);
  expect(said).not.toHaveBeenCalled();
});

it("names a missing compiler, and what needs it, before anything fails for it", async () => {
  await onlyOnPath("python3", "make");
  const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  // without apt-get on the PATH nothing can be installed: the packages are named instead
  const missing = await ensureSystemParts({ needed: ["compiler"] });
  expect(missing).toEqual(["a C++ compiler with python3 and make"]);
  const text = said.mock.calls.map(([line]) => line).join("");
  expect(text).toContain(
    "Missing: a C++ compiler with python3 and make. Needed for better-sqlite3",
  );
  expect(text).toContain("python3 make g++");
});

it("says what is not tested where parts of the tests are missing and cannot be installed", async () => {
  await onlyOnPath("google-chrome");
  const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  await ensureTestParts();
  const text = said.mock.calls.map(([line]) => line).join("");
  expect(text).toContain("Missing: ffmpeg. Needed for cameras through ffmpeg.");
  expect(text).toContain("Debian's names: ffmpeg)");
  expect(text).toContain("NOT TESTED without ffmpeg: cameras, files and network streams");
  expect(text).not.toContain("hromium");
});

it("says nothing where the tests have what they need", async () => {
  await onlyOnPath("ffmpeg", "chromium");
  const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  await ensureTestParts();
  expect(said).not.toHaveBeenCalled();
});

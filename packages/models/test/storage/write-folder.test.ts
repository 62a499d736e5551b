import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { WriteFile } from "../../src/storage/write-durably.js";
import { writeFolder } from "../../src/storage/write-folder.js";
import { temporaryFolder } from "../support/temporary-folder.js";

const files = (text: string) =>
  new Map(["manifest.json", "a.onnx"].map((name) => [name, new TextEncoder().encode(text)]));

/** A disk that fails with a system code at the second file. */
function failing(errno: string): WriteFile {
  let written = 0;
  return async (path, data) => {
    if (++written === 2) throw Object.assign(new Error(`${errno}: no`), { code: errno });
    await writeFile(path, data);
  };
}

describe("writeFolder", () => {
  it("makes a folder and those above it, and replaces it later", async () => {
    await using place = await temporaryFolder();
    const outDir = join(place.path, "x", "pack");
    await writeFolder({ outDir, files: files("old") });
    await writeFolder({ outDir, files: new Map([["b.onnx", new Uint8Array(2)]]) });
    expect(await readdir(outDir)).toEqual(["b.onnx"]);
    expect(await readdir(join(place.path, "x"))).toEqual(["pack"]);
  });

  it("replaces an empty folder", async () => {
    await using place = await temporaryFolder();
    const outDir = join(place.path, "pack");
    await mkdir(outDir);
    await writeFolder({ outDir, files: files("new") });
    expect(await readFile(join(outDir, "a.onnx"), "utf8")).toBe("new");
  });

  it.each([
    ["ENOSPC", "STORAGE_FULL"],
    ["EDQUOT", "STORAGE_FULL"],
    ["EROFS", "STORAGE_READ_ONLY"],
    ["EACCES", "STORAGE_READ_ONLY"],
    ["EIO", "STORAGE_FAILED"],
  ])("on %s throws %s and leaves what stood there", async (errno, code) => {
    await using place = await temporaryFolder();
    const outDir = join(place.path, "pack");
    await writeFolder({ outDir, files: files("old") });
    const again = writeFolder({ outDir, files: files("new"), writeFile: failing(errno) });
    await expect(again).rejects.toMatchObject({ code, cause: { code: errno } });
    expect(await readFile(join(outDir, "manifest.json"), "utf8")).toBe("old");
    expect(await readdir(place.path)).toEqual(["pack"]);
  });

  it("throws STORAGE_FAILED below a regular file, which stays", async () => {
    await using place = await temporaryFolder();
    const file = join(place.path, "file");
    await writeFile(file, "mine");
    const below = writeFolder({ outDir: join(file, "pack"), files: files("new") });
    await expect(below).rejects.toMatchObject({ code: "STORAGE_FAILED" });
    const over = writeFolder({ outDir: file, files: files("new") });
    await expect(over).rejects.toMatchObject({ code: "STORAGE_FAILED" });
    expect(await readFile(file, "utf8")).toBe("mine");
  });

  it.each([
    ["a document", (dir: string) => writeFile(join(dir, "thesis.txt"), "years of work")],
    ["a folder", (dir: string) => mkdir(join(dir, "photographs.onnx"))],
  ])("never replaces a folder that holds %s", async (_, put) => {
    await using place = await temporaryFolder();
    const outDir = join(place.path, "home");
    await writeFolder({ outDir, files: files("old") });
    await put(outDir);
    const write = writeFolder({ outDir, files: files("new") });
    await expect(write).rejects.toMatchObject({ code: "STORAGE_FAILED" });
    expect(await readdir(outDir)).toHaveLength(3);
    expect(await readFile(join(outDir, "a.onnx"), "utf8")).toBe("old");
  });

  it("survives builds into one folder at the same time", async () => {
    await using place = await temporaryFolder();
    const outDir = join(place.path, "pack");
    const writes = ["1", "2", "3"].map((text) => writeFolder({ outDir, files: files(text) }));
    await Promise.all(writes);
    const contents = await Promise.all(
      [...files("").keys()].map((name) => readFile(join(outDir, name), "utf8")),
    );
    expect(new Set(contents).size).toBe(1);
    expect(await readdir(place.path)).toEqual(["pack"]);
  });

  it("passes on what a callback throws", async () => {
    await using place = await temporaryFolder();
    const outDir = join(place.path, "pack");
    const onFile = (): void => {
      throw new RangeError("mine");
    };
    await expect(writeFolder({ outDir, files: files("new"), onFile })).rejects.toThrow(RangeError);
    expect(await readdir(place.path)).toEqual([]);
  });

  it("tells of each file and stops at the signal", async () => {
    await using place = await temporaryFolder();
    const outDir = join(place.path, "pack");
    const controller = new AbortController();
    const seen: string[] = [];
    const onFile = (name: string): void => {
      seen.push(name);
      controller.abort(new DOMException("late", "TimeoutError"));
    };
    const write = writeFolder({ outDir, files: files("new"), signal: controller.signal, onFile });
    await expect(write).rejects.toMatchObject({ name: "TimeoutError" });
    expect(seen).toEqual(["manifest.json"]);
    expect(await readdir(place.path)).toEqual([]);
  });
});

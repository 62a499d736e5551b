import { link, mkdtemp, open, readdir, readFile, rm, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPrivateFile, type KeyFileSystem, readPrivateFile } from "../src/key-file.js";

let dir = "";
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "sourire-key-file-"));
});
afterAll(() => rm(dir, { recursive: true }));

const failure = (code: string) => Object.assign(new Error(`${code}: injected`), { code });
const real: KeyFileSystem = { open, link, unlink };

/** A file system whose files fail at one of their steps. */
function failing(step: "writeFile" | "sync", code: string): KeyFileSystem {
  const openFailing = async (...args: Parameters<typeof open>) => {
    const file = await open(...args);
    return new Proxy(file, {
      get: (target, key) => {
        if (key === step) return () => Promise.reject(failure(code));
        const value: unknown = Reflect.get(target, key, target);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
  };
  return { ...real, open: openFailing };
}

describe("createPrivateFile", () => {
  it("makes a file once and never overwrites it", async () => {
    const path = join(dir, "once");
    expect(await createPrivateFile(path, "first")).toBe(true);
    expect(await createPrivateFile(path, "second")).toBe(false);
    expect(await readPrivateFile(path)).toBe("first");
    expect(await readdir(dir)).toEqual(["once"]);
  });

  it.each([
    ["a full disk while writing", failing("writeFile", "ENOSPC"), "STORAGE_FULL"],
    ["a full disk while flushing", failing("sync", "ENOSPC"), "STORAGE_FULL"],
    ["a spent quota", failing("writeFile", "EDQUOT"), "STORAGE_FULL"],
    [
      "a read-only disk",
      { ...real, open: () => Promise.reject(failure("EROFS")) },
      "STORAGE_READ_ONLY",
    ],
    [
      "a folder that may not be written to",
      { ...real, open: () => Promise.reject(failure("EACCES")) },
      "STORAGE_READ_ONLY",
    ],
    ["a broken disk", failing("sync", "EIO"), "STORAGE_FAILED"],
    [
      "a file system without links",
      { ...real, link: () => Promise.reject(failure("ENOTSUP")) },
      "STORAGE_FAILED",
    ],
  ] as const)("leaves nothing behind on %s", async (_, fs, code) => {
    const before = await readdir(dir);
    const path = join(dir, "never");
    await expect(createPrivateFile(path, "text", fs)).rejects.toMatchObject({ code });
    expect(await readdir(dir)).toEqual(before);
  });

  it("flushes the content before the name exists", async () => {
    const steps: string[] = [];
    const openNoted = async (...args: Parameters<typeof open>) => {
      const file = await open(...args);
      return new Proxy(file, {
        get: (target, key) => {
          const value: unknown = Reflect.get(target, key, target);
          if (key === "sync") steps.push(args[1] === "wx" ? "flush file" : "flush folder");
          return typeof value === "function" ? value.bind(target) : value;
        },
      });
    };
    const linkNoted: typeof link = async (from, to) => {
      steps.push("link");
      expect(await readFile(from, "utf8")).toBe("whole");
      await link(from, to);
    };
    await createPrivateFile(join(dir, "ordered"), "whole", {
      ...real,
      open: openNoted,
      link: linkNoted,
    });
    expect(steps).toEqual(["flush file", "link", "flush folder"]);
  });
});

describe("readPrivateFile", () => {
  it("answers undefined where there is no file", async () => {
    expect(await readPrivateFile(join(dir, "none"))).toBe(undefined);
  });

  it("refuses a folder and a file that is too large for a key", async () => {
    const large = join(dir, "large");
    await writeFile(large, "x".repeat(4097), { mode: 0o600 });
    await expect(readPrivateFile(large)).rejects.toMatchObject({ code: "KEY_STORE_INVALID" });
    const folder = await mkdtemp(join(dir, "folder-")); // of mode 0700
    await expect(readPrivateFile(folder)).rejects.toMatchObject({ code: "KEY_STORE_INVALID" });
  });
});

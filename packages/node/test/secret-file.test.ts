import { link, mkdtemp, open, readdir, readFile, rm, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  createSecretFile,
  destroySecretFile,
  readSecretFile,
  type SecretFileSystem,
} from "../src/secret-file.js";

let dir = "";
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "sourire-secret-file-"));
});
afterAll(() => rm(dir, { recursive: true }));

const bytes = (text: string) => new TextEncoder().encode(text);
const failure = (code: string) => Object.assign(new Error(`${code}: injected`), { code });
const real: SecretFileSystem = { open, link, unlink };

/** A file system whose files fail at one of their steps. */
function failing(step: "writeFile" | "sync", code: string): SecretFileSystem {
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

describe("createSecretFile", () => {
  it("makes a file once and never overwrites it", async () => {
    const path = join(dir, "once");
    expect(await createSecretFile(path, bytes("first"))).toBe(true);
    expect(await createSecretFile(path, bytes("second"))).toBe(false);
    expect(await readSecretFile(path)).toEqual(bytes("first"));
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
    await expect(createSecretFile(path, bytes("text"), fs)).rejects.toMatchObject({ code });
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
    await createSecretFile(join(dir, "ordered"), bytes("whole"), {
      ...real,
      open: openNoted,
      link: linkNoted,
    });
    expect(steps).toEqual(["flush file", "link", "flush folder"]);
  });
});

describe("readSecretFile", () => {
  it("answers undefined where there is no file", async () => {
    expect(await readSecretFile(join(dir, "none"))).toBe(undefined);
  });

  it("refuses a folder and a file that is too large for a key", async () => {
    const large = join(dir, "large");
    await writeFile(large, "x".repeat(4097), { mode: 0o600 });
    await expect(readSecretFile(large)).rejects.toMatchObject({ code: "KEY_STORE_INVALID" });
    const folder = await mkdtemp(join(dir, "folder-")); // of mode 0700
    await expect(readSecretFile(folder)).rejects.toMatchObject({ code: "KEY_STORE_INVALID" });
  });
});

describe("destroySecretFile", () => {
  it("overwrites every byte on the disk before the name goes", async () => {
    const path = join(dir, "gone");
    const other = join(dir, "another name of the same blocks");
    await createSecretFile(path, new Uint8Array(4096));
    await link(path, other);
    await destroySecretFile(path);
    expect(await readSecretFile(path)).toBe(undefined);
    const left = await readFile(other);
    expect(left.length).toBe(4096);
    // 4096 random bytes hold a run of 16 zeros with a chance of 2^-116
    expect(left.includes(Buffer.alloc(16))).toBe(false);
  });

  it("flushes the overwriting before it removes, and the removal after", async () => {
    const path = join(dir, "in order");
    await createSecretFile(path, bytes("secret"));
    const steps: string[] = [];
    const openNoted = async (...args: Parameters<typeof open>) => {
      const file = await open(...args);
      return new Proxy(file, {
        get: (target, key) => {
          const value: unknown = Reflect.get(target, key, target);
          if (key === "sync") steps.push(args[1] === "r+" ? "flush file" : "flush folder");
          return typeof value === "function" ? value.bind(target) : value;
        },
      });
    };
    const unlinkNoted: typeof unlink = async (name) => {
      steps.push("unlink");
      await unlink(name);
    };
    await destroySecretFile(path, { ...real, open: openNoted, unlink: unlinkNoted });
    expect(steps).toEqual(["flush file", "unlink", "flush folder"]);
  });

  it.each([
    ["writeFile", "ENOSPC", "STORAGE_FULL"],
    ["sync", "EIO", "STORAGE_FAILED"],
  ] as const)("keeps the name, to be called again, when %s fails", async (step, errno, code) => {
    const path = join(dir, `kept ${step}`);
    await createSecretFile(path, bytes("secret"));
    const work = destroySecretFile(path, failing(step, errno));
    await expect(work).rejects.toMatchObject({ code });
    expect(await readdir(dir)).toContain(`kept ${step}`);
    await destroySecretFile(path);
    expect(await readSecretFile(path)).toBe(undefined);
  });

  it("leaves alone what is too large for a secret", async () => {
    const path = join(dir, "a film");
    await writeFile(path, "x".repeat(4097), { mode: 0o600 });
    await expect(destroySecretFile(path)).rejects.toMatchObject({ code: "KEY_STORE_INVALID" });
    expect(await readFile(path, "utf8")).toBe("x".repeat(4097));
  });
});

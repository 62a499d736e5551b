import { cp, open, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isSourireError } from "@sourire/core";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openPackFolder } from "../src/open-pack-folder.js";
import { starterPackFolder } from "../src/starter/location.js";
import { verifyPack, verifyPackFolder } from "../src/verify-pack-folder.js";
import { writeSmallPack } from "./support/pack.js";
import { type TemporaryFolder, temporaryFolder } from "./support/temporary-folder.js";

// whole packs are read: seconds, and more on a busy machine
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder: TemporaryFolder;
let pack: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  pack = join(folder.path, "starter");
  await cp(starterPackFolder(), pack, { recursive: true });
});
afterAll(() => folder[Symbol.asyncDispose]());

/** Turns bits of one byte; doing it again puts them back. */
async function turnBits(path: string, position: number, mask: number): Promise<void> {
  await using file = await open(path, "r+");
  const byte = Buffer.alloc(1);
  await file.read(byte, 0, 1, position);
  byte[0] = (byte[0] ?? 0) ^ mask;
  await file.write(byte, 0, 1, position);
}

describe("verifyPackFolder", () => {
  it("gives the manifest and the digest of a whole pack", async () => {
    const { manifest, digest } = await verifyPackFolder(pack);
    const opened = await openPackFolder(pack);
    expect(manifest).toEqual(opened.manifest);
    expect(digest).toBe(opened.digest);
  });

  it.each(["detector", "landmarks", "embedder"] as const)(
    "finds one changed byte anywhere in the file of the %s",
    async (role) => {
      const opened = await openPackFolder(pack);
      const file = opened.file(role);
      const { path, bytes } = file;
      const position = fc.integer({ min: 0, max: bytes - 1 });
      await fc.assert(
        fc.asyncProperty(position, fc.integer({ min: 1, max: 255 }), async (at, mask) => {
          await turnBits(join(pack, path), at, mask);
          try {
            await expect(opened.bytes(file)).rejects.toMatchObject({ code: "MODEL_HASH_MISMATCH" });
          } finally {
            await turnBits(join(pack, path), at, mask);
          }
        }),
        // one reading of the largest file takes 25 ms
        { numRuns: 20 },
      );
      await turnBits(join(pack, path), bytes - 1, 1);
      await expect(verifyPackFolder(pack)).rejects.toMatchObject({ code: "MODEL_HASH_MISMATCH" });
      await turnBits(join(pack, path), bytes - 1, 1);
      await expect(opened.bytes(file)).resolves.toHaveLength(bytes);
    },
  );

  it("finds one changed byte in the face template, and one that is gone", async () => {
    const path = join(pack, "face-template.json");
    const names: string[] = [];
    await verifyPack(await openPackFolder(pack), (name) => names.push(name));
    expect(names.at(-1)).toBe("face-template.json");
    await turnBits(path, 5_000, 1);
    await expect(verifyPackFolder(pack)).rejects.toMatchObject({ code: "MODEL_HASH_MISMATCH" });
    await turnBits(path, 5_000, 1);
    const text = await readFile(path);
    await rm(path);
    await expect(verifyPackFolder(pack)).rejects.toMatchObject({ code: "MODEL_FILE_MISSING" });
    await writeFile(path, text);
  });

  it("never takes a manifest with a changed byte for the same pack", async () => {
    const { digest } = await verifyPackFolder(pack);
    const path = join(pack, "manifest.json");
    const text = await readFile(path);
    const position = fc.integer({ min: 0, max: text.length - 1 });
    await fc.assert(
      fc.asyncProperty(position, fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const changed = Buffer.from(text);
        changed[at] = (changed[at] ?? 0) ^ mask;
        await writeFile(path, changed);
        const other = await openPackFolder(pack).then(
          (found) => found.digest,
          (cause: unknown) => (isSourireError(cause) ? cause.code : "no fault of the catalogue"),
        );
        expect(other).toMatch(/^([0-9a-f]{64}|MODEL_[A-Z_]+)$/);
        expect(other).not.toBe(digest);
      }),
    );
    await writeFile(path, text);
  });

  it("reads every file where a role has several", async () => {
    await using several = await temporaryFolder();
    await writeSmallPack(several.path, ({ files }) => {
      for (const file of files) file.role = "texture";
      files.push(...structuredClone(files).map((file) => ({ ...file, path: "second.onnx" })));
    });
    await writeFile(join(several.path, "second.onnx"), Uint8Array.of(1, 2, 3, 4));
    const names: string[] = [];
    await verifyPack(await openPackFolder(several.path), (path) => names.push(path));
    expect(names).toEqual(["small.onnx", "second.onnx"]);
    await writeFile(join(several.path, "second.onnx"), Uint8Array.of(1, 2, 3, 5));
    await expect(verifyPackFolder(several.path)).rejects.toMatchObject({
      code: "MODEL_HASH_MISMATCH",
      message: expect.stringContaining("second.onnx"),
    });
  });

  it("throws MODEL_FILE_MISSING when a file is gone", async () => {
    await using copy = await temporaryFolder();
    await cp(pack, copy.path, { recursive: true });
    await rm(join(copy.path, "facemesh-192.onnx"));
    await expect(verifyPackFolder(copy.path)).rejects.toMatchObject({ code: "MODEL_FILE_MISSING" });
  });
});

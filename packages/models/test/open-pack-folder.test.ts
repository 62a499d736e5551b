import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openPackFolder } from "../src/open-pack-folder.js";
import { writeSmallPack } from "./support/pack.js";
import { temporaryFolder } from "./support/temporary-folder.js";

describe("openPackFolder", () => {
  it("opens a pack and hands out its files", async () => {
    await using folder = await temporaryFolder();
    await writeSmallPack(folder.path);
    const pack = await openPackFolder(folder.path);
    expect(pack.manifest.id).toBe("small@1.2.3");
    expect(pack.digest).toMatch(/^[0-9a-f]{64}$/);
    expect([...(await pack.bytes(pack.file("embedder")))]).toEqual([1, 2, 3, 4]);
  });

  it("throws MODEL_ROLE_MISSING for a role that the pack lacks", async () => {
    await using folder = await temporaryFolder();
    await writeSmallPack(folder.path);
    const pack = await openPackFolder(folder.path);
    expect(() => pack.file("detector")).toThrow(
      expect.objectContaining({ code: "MODEL_ROLE_MISSING" }),
    );
  });

  it("throws MODEL_PACK_NOT_FOUND without folder or manifest", async () => {
    await using folder = await temporaryFolder();
    for (const path of [folder.path, join(folder.path, "nowhere")]) {
      await expect(openPackFolder(path)).rejects.toMatchObject({
        code: "MODEL_PACK_NOT_FOUND",
        message: expect.stringContaining(path),
      });
    }
  });

  it("throws MODEL_FILE_MISSING for a file that is gone", async () => {
    await using folder = await temporaryFolder();
    await writeSmallPack(folder.path);
    const pack = await openPackFolder(folder.path);
    await rm(join(folder.path, "small.onnx"));
    await expect(pack.bytes(pack.file("embedder"))).rejects.toMatchObject({
      code: "MODEL_FILE_MISSING",
    });
  });

  it("throws MODEL_ROLE_UNKNOWN and MODEL_ARCHITECTURE_UNKNOWN for what it does not know", async () => {
    await using folder = await temporaryFolder();
    await writeSmallPack(folder.path, ({ files: [file] }) =>
      Object.assign(file ?? {}, { role: "x" }),
    );
    await expect(openPackFolder(folder.path)).rejects.toMatchObject({ code: "MODEL_ROLE_UNKNOWN" });
    await writeSmallPack(folder.path, ({ files: [file] }) => {
      Object.assign(file ?? {}, { architecture: "x" });
    });
    await expect(openPackFolder(folder.path)).rejects.toMatchObject({
      code: "MODEL_ARCHITECTURE_UNKNOWN",
    });
  });

  it("names the folder once and the code once when the manifest is broken", async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, "manifest.json"), "{");
    await expect(openPackFolder(folder.path)).rejects.toMatchObject({
      code: "MODEL_MANIFEST_INVALID",
      message: `${folder.path}: manifest.json is not JSON [MODEL_MANIFEST_INVALID]`,
    });
  });

  it.each(["../secret", "/etc/hostname", "a/b.onnx", "..", ".", "a\\b"])(
    "stays in its folder: refuses %s",
    async (path) => {
      await using folder = await temporaryFolder();
      await writeSmallPack(folder.path, ({ files: [file] }) => Object.assign(file ?? {}, { path }));
      await expect(openPackFolder(folder.path)).rejects.toMatchObject({
        code: "MODEL_MANIFEST_INVALID",
      });
    },
  );
});

import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { openPackFolder, verifyPackFolder } from "../../src/index.js";
import { type Answer, except, fileServer } from "../support/file-server.js";
import { writeSmallPack } from "../support/pack.js";
import { usePullStage } from "../support/pull-stage.js";

const at = usePullStage();

describe("a network that fails", () => {
  it("says which host cannot be reached, and passes no secret of the address on", async () => {
    const gone = await fileServer(() => {});
    await gone[Symbol.asyncDispose]();
    const attempt = at.pull({ from: `${gone.url}/x?key=secret` });
    await expect(attempt).rejects.toMatchObject({
      code: "MODEL_DOWNLOAD_FAILED",
      message: expect.stringContaining("ECONNREFUSED"),
      remedy: expect.stringContaining("import"),
    });
    await expect(attempt).rejects.not.toMatchObject({ message: expect.stringContaining("secret") });
  });

  it("says that a proxy is not used, where one is set", async () => {
    vi.stubEnv("HTTPS_PROXY", "http://me:secret@proxy.example");
    vi.stubEnv("NODE_USE_ENV_PROXY", "");
    try {
      const attempt = at.pull({ from: "http://no-such-host.invalid" });
      await expect(attempt).rejects.toThrow(/HTTPS_PROXY is set, but .*--from a mirror/);
      await expect(attempt).rejects.not.toThrow("secret");
    } finally {
      vi.unstubAllEnvs();
    }
  });

  it("gives up on a host without a name at once", async () => {
    const attempt = at.pull({ from: "http://no-such-host.invalid", retryDelayMs: 60_000 });
    await expect(attempt).rejects.toMatchObject({ code: "MODEL_DOWNLOAD_FAILED" });
  });

  it("gives up when nothing comes any more", async () => {
    const silent: Answer = (_, response) => {
      response.writeHead(200, { "content-length": at.large.length });
      response.write(at.large.subarray(0, 1_000));
    };
    at.server.answer = except("large.onnx", silent, at.server.answer);
    await expect(at.pull({ stallMs: 100, attempts: 1 })).rejects.toMatchObject({
      code: "MODEL_DOWNLOAD_FAILED",
      message: expect.stringContaining("nothing came for 100 ms"),
    });
    expect(await at.partial()).toHaveLength(1_000);
  });

  it("stops at the signal with its reason; what came is gone on with later", async () => {
    const controller = new AbortController();
    const slow: Answer = (request, response) => {
      response.writeHead(200, { "content-length": at.large.length });
      request.sent += 50_000;
      response.write(at.large.subarray(0, 50_000));
    };
    at.server.answer = except("large.onnx", slow, at.server.answer, 1);
    const onProgress = () => controller.abort(new DOMException("enough", "TimeoutError"));
    const stopped = at.pull({ signal: controller.signal, onProgress });
    await expect(stopped).rejects.toMatchObject({ name: "TimeoutError", message: "enough" });
    await expect(readdir(at.folder)).rejects.toMatchObject({ code: "ENOENT" });
    const kept = (await at.partial()).length;
    expect(kept).toBeGreaterThan(0);
    await at.pull();
    expect(at.requests("large.onnx").at(-1)?.range).toBe(`bytes=${kept}-`);
    await verifyPackFolder(at.folder);
  });
});

describe("a disk that fails", () => {
  it.each([
    ["ENOSPC", "STORAGE_FULL"],
    ["EROFS", "STORAGE_READ_ONLY"],
    ["EIO", "STORAGE_FAILED"],
  ])(
    "with %s in the middle of a file: throws %s, the old pack stays, the piece goes",
    async (errno, code) => {
      await writeSmallPack(at.folder);
      const { digest } = await openPackFolder(at.folder);
      let pieces = 0;
      const chunk = async (): Promise<void> => {
        if (++pieces > 1) throw Object.assign(new Error(`${errno}: no`), { code: errno });
      };
      await expect(at.pull({ writers: { chunk } })).rejects.toMatchObject({ code });
      expect(pieces).toBe(2);
      expect(await openPackFolder(at.folder)).toMatchObject({ digest });
      expect(await readdir(join(at.places.packs, ".small.pull"))).toEqual([]);
      await at.pull();
      await verifyPackFolder(at.folder);
    },
  );

  it("at the manifest: throws STORAGE_FULL and the old pack stays", async () => {
    await writeSmallPack(at.folder);
    const { digest } = await openPackFolder(at.folder);
    const file = async (path: string, data: Uint8Array): Promise<void> => {
      await writeFile(path, data);
      if (path.endsWith("manifest.json")) throw Object.assign(new Error("no"), { code: "ENOSPC" });
    };
    await expect(at.pull({ writers: { file } })).rejects.toMatchObject({ code: "STORAGE_FULL" });
    expect(await openPackFolder(at.folder)).toMatchObject({ digest });
  });

  it.runIf(process.platform === "linux")("where nobody may write: STORAGE_READ_ONLY", async () => {
    const packs = "/sys/sourire";
    await expect(at.pull({ places: { ...at.places, packs } })).rejects.toMatchObject({
      code: "STORAGE_READ_ONLY",
    });
    expect(at.server.seen).toEqual([]);
  });

  it("never replaces a folder that holds other things than a pack", async () => {
    await mkdir(at.folder, { recursive: true });
    await writeFile(join(at.folder, "thesis.txt"), "years of work");
    await expect(at.pull()).rejects.toMatchObject({ code: "STORAGE_FAILED" });
    expect(await readFile(join(at.folder, "thesis.txt"), "utf8")).toBe("years of work");
    expect(at.server.seen).toEqual([]);
  });
});

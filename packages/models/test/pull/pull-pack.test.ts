import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { verifyPackFolder } from "../../src/index.js";
import { fileServer, serving } from "../support/file-server.js";
import { usePullStage } from "../support/pull-stage.js";
import { smallCatalogue } from "../support/small-catalogue.js";

const at = usePullStage();

describe("pullPack", () => {
  it("puts a whole pack in its place and tells how far it is", async () => {
    const last = { file: "", packBytesDone: 0 };
    const installed = await at.pull({
      onProgress: ({ file, packBytesDone, packBytes, fileBytesDone, fileBytes }) => {
        expect(packBytes).toBe(403_000);
        expect(packBytesDone).toBeGreaterThanOrEqual(last.packBytesDone);
        expect(fileBytesDone).toBeLessThanOrEqual(fileBytes);
        Object.assign(last, { file, packBytesDone });
      },
    });
    expect(installed).toMatchObject({
      folder: at.folder,
      wasHere: false,
      manifest: { id: "small@1.0.0" },
    });
    expect(last).toEqual({ file: "shared.onnx", packBytesDone: 403_000 });
    await verifyPackFolder(at.folder);
    expect(await readFile(join(at.folder, "NOTICE"), "utf8")).toContain("large.onnx");
    expect(await readdir(at.places.packs)).toEqual(["small"]);
    expect(at.server.seen.map(({ path }) => path)).toEqual(["large.onnx", "small.onnx"]);
  });

  it("does nothing when the pack is there, and repairs a damaged one without its good files", async () => {
    await at.pull();
    expect(await at.pull()).toMatchObject({ wasHere: true });
    expect(at.server.seen).toHaveLength(2);
    await writeFile(join(at.folder, "small.onnx"), "damaged");
    expect(await at.pull()).toMatchObject({ wasHere: false });
    expect(at.server.seen.map(({ path }) => path)).toEqual([
      "large.onnx",
      "small.onnx",
      "small.onnx",
    ]);
    await verifyPackFolder(at.folder);
  });

  it("downloads no file that lies in a folder of the search path or in another pack", async () => {
    const loose = join(at.place.path, "loose");
    await mkdir(loose);
    await writeFile(join(loose, "large.onnx"), at.large);
    await mkdir(join(at.places.packs, "other"), { recursive: true });
    await writeFile(
      join(at.places.packs, "other", "small.onnx"),
      at.content.get("small.onnx") ?? "",
    );
    await at.pull({ searchPath: loose });
    expect(at.server.seen).toEqual([]);
    await verifyPackFolder(at.folder);
  });

  it("passes over a file of the right name and size with other content", async () => {
    const loose = join(at.place.path, "loose");
    await mkdir(loose);
    await writeFile(join(loose, "large.onnx"), at.large.slice().fill(1));
    await at.pull({ searchPath: loose });
    expect(at.requests("large.onnx")).toHaveLength(1);
    await verifyPackFolder(at.folder);
  });

  it("takes the same files from a mirror", async () => {
    const mirror = await fileServer(
      serving(new Map([...at.content].map(([path, data]) => [`x/${path}?key=1`, data]))),
    );
    try {
      await at.pull({ from: `${mirror.url}/x?key=1` });
      expect(at.server.seen).toEqual([]);
      expect(mirror.seen.map(({ path }) => path)).toEqual([
        "x/large.onnx?key=1",
        "x/small.onnx?key=1",
      ]);
    } finally {
      await mirror[Symbol.asyncDispose]();
    }
    await expect(at.pull({ from: "file:///x" })).rejects.toThrow(TypeError);
    const withPassword = at.pull({ from: "http://me:secret@a.example" });
    await expect(withPassword).rejects.toThrow(TypeError);
    await expect(withPassword).rejects.not.toThrow("secret");
  });

  it("follows redirects", async () => {
    const good = serving(at.content);
    at.server.answer = (request, response) => {
      const path = /^moved\/(.*)$/.exec(request.path)?.[1];
      if (path) return good(Object.assign(request, { path }), response);
      response.writeHead(302, { location: `/moved/${request.path}` }).end();
    };
    await at.pull();
    await verifyPackFolder(at.folder);
  });

  it("clears what another version of the pack left half pulled", async () => {
    const staged = join(at.places.packs, ".small.pull");
    await mkdir(staged, { recursive: true });
    await writeFile(join(staged, "gone.onnx"), "x");
    await writeFile(join(staged, "manifest.json"), "{}");
    await at.pull();
    expect(await readdir(at.folder)).not.toContain("gone.onnx");
    await verifyPackFolder(at.folder);
  });
});

describe("a pack that cannot be pulled", () => {
  it("because it is not known", async () => {
    await expect(at.pull({ pack: "smal" })).rejects.toMatchObject({
      code: "MODEL_PACK_NOT_FOUND",
      message: expect.stringContaining("small@1.0.0"),
    });
    await expect(at.pull({ pack: "small@9.9.9" })).rejects.toMatchObject({
      code: "MODEL_PACK_NOT_FOUND",
    });
  });

  it("because it is built: names the command", async () => {
    await expect(at.pull({ pack: "starter" })).rejects.toMatchObject({
      message: expect.stringContaining("sourire models build"),
    });
  });

  it("because what the starter build makes is missing: nothing is downloaded before that is said", async () => {
    await expect(
      at.pull({ places: { ...at.places, starter: at.place.path } }),
    ).rejects.toMatchObject({
      code: "MODEL_PACK_NOT_FOUND",
      message: expect.stringContaining("sourire models build"),
    });
    expect(at.server.seen).toEqual([]);
  });

  it("because a file has no public address: names `import`; a mirror may have it", async () => {
    const closed = await smallCatalogue(at.server.url, { "small.onnx": { kind: "import" } });
    const catalogue = [closed.pack];
    await expect(at.pull({ catalogue })).rejects.toMatchObject({
      code: "MODEL_PACK_NOT_FOUND",
      message: expect.stringContaining("sourire models import small"),
    });
    expect(at.server.seen).toEqual([]);
    await at.pull({ catalogue, from: at.server.url });
    await verifyPackFolder(at.folder);
  });
});

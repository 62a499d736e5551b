import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  type ImportPackOptions,
  importPack,
  openPackFolder,
  verifyPackFolder,
} from "../../src/index.js";
import { writeSmallPack } from "../support/pack.js";
import { type SmallCatalogue, smallCatalogue, smallPlaces } from "../support/small-catalogue.js";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.js";

let place: TemporaryFolder;
let small: SmallCatalogue;
let places: Awaited<ReturnType<typeof smallPlaces>>;
let from: string;
let folder: string;

beforeEach(async () => {
  place = await temporaryFolder();
  small = await smallCatalogue("http://127.0.0.1:1");
  places = await smallPlaces(place.path, small);
  from = join(place.path, "downloads");
  folder = join(places.packs, "small");
  await mkdir(join(from, "inner"), { recursive: true });
});
afterEach(() => place[Symbol.asyncDispose]());

const put = (path: string, name: string) =>
  writeFile(join(from, path), small.content.get(name) ?? "");
const take = (options: Partial<ImportPackOptions> = {}) =>
  importPack({ pack: "small", from, catalogue: [small.pack], places, searchPath: "", ...options });

describe("importPack", () => {
  it("takes files by their content, whatever they are called, and one folder deep", async () => {
    await put("weights (1).bin", "large.onnx");
    await put("inner/small.onnx", "small.onnx");
    const seen: string[] = [];
    const onProgress = ({ file, packBytesDone }: { file: string; packBytesDone: number }) =>
      seen.push(`${file} ${packBytesDone}`);
    expect(await take({ onProgress })).toMatchObject({ folder, wasHere: false });
    expect(seen).toEqual(["large.onnx 400000", "small.onnx 401000", "shared.onnx 403000"]);
    await verifyPackFolder(folder);
    expect(await readdir(from)).toEqual(["inner", "weights (1).bin"]);
    expect(await take()).toMatchObject({ wasHere: true });
  });

  it("names all that is missing, and what builds the rest", async () => {
    await put("small.onnx", "small.onnx");
    await rm(join(places.starter, "shared.onnx"));
    await expect(take()).rejects.toMatchObject({
      code: "MODEL_FILE_MISSING",
      message: expect.stringMatching(/large\.onnx, shared\.onnx \(sourire models build\)/),
    });
    await expect(take({ from: join(place.path, "nowhere") })).rejects.toMatchObject({
      code: "MODEL_FILE_MISSING",
    });
    await expect(readdir(places.packs)).rejects.toMatchObject({ code: "ENOENT" });
  });

  it("names a file of the right name with other content", async () => {
    await writeFile(join(from, "large.onnx"), "something else");
    await put("small.onnx", "small.onnx");
    await expect(take()).rejects.toMatchObject({
      code: "MODEL_HASH_MISMATCH",
      message: expect.stringContaining(join(from, "large.onnx")),
    });
  });

  it("leaves the old pack when the disk is full", async () => {
    await writeSmallPack(folder);
    const { digest } = await openPackFolder(folder);
    await put("large.onnx", "large.onnx");
    await put("small.onnx", "small.onnx");
    let written = 0;
    const writeFully = async (path: string, data: Uint8Array): Promise<void> => {
      if (++written === 2) throw Object.assign(new Error("no"), { code: "ENOSPC" });
      await writeFile(path, data);
    };
    const full = take({ writeFile: writeFully });
    await expect(full).rejects.toMatchObject({ code: "STORAGE_FULL" });
    expect(await openPackFolder(folder)).toMatchObject({ digest });
    await take();
    await verifyPackFolder(folder);
  });

  it("stops at the signal", async () => {
    await put("large.onnx", "large.onnx");
    await put("small.onnx", "small.onnx");
    const controller = new AbortController();
    const onProgress = () => controller.abort(new DOMException("enough", "TimeoutError"));
    const stopped = take({ signal: controller.signal, onProgress });
    await expect(stopped).rejects.toMatchObject({ name: "TimeoutError" });
    await expect(readdir(folder)).rejects.toMatchObject({ code: "ENOENT" });
  });
});

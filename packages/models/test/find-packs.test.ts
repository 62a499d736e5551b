import { mkdir, open, rm, truncate, writeFile } from "node:fs/promises";
import { delimiter, isAbsolute, join, relative } from "node:path";
import { pinnedFiles } from "@sourire/core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CATALOGUE } from "../src/catalogue/catalogue.js";
import { findPacks, resolvePack } from "../src/find-packs.js";
import { chooseModelPack } from "../src/search/choice.js";
import type { ModelPlaces } from "../src/search/places.js";
import { starterPackFolder } from "../src/starter/location.js";
import { writeSmallPack } from "./support/pack.js";
import { type TemporaryFolder, temporaryFolder } from "./support/temporary-folder.js";

let place: TemporaryFolder;
let places: ModelPlaces;

beforeEach(async () => {
  place = await temporaryFolder();
  const at = (name: string): string => join(place.path, "user", name);
  places = { packs: at("models"), config: at("config"), starter: at("starter") };
});
afterEach(() => place[Symbol.asyncDispose]());

const ids = async (searchPath: string) => (await findPacks(searchPath, places)).map(({ id }) => id);
const named = (id: string) => (manifest: object) => void Object.assign(manifest, { id });
const disputed = (id: string) => (manifest: object) =>
  void Object.assign(manifest, { id, commercialUse: "disputed" });

/** Puts files of the right name and size, filled with zeros: what a search looks at. */
async function putHollowFiles(folder: string, pack: string, leaveOut = ""): Promise<void> {
  await mkdir(folder, { recursive: true });
  const entry = CATALOGUE.find(({ manifest }) => manifest.id.startsWith(pack));
  for (const { path, bytes } of entry ? pinnedFiles(entry.manifest) : []) {
    if (path === leaveOut) continue;
    await using _created = await open(join(folder, path), "a");
    await truncate(join(folder, path), bytes);
  }
}

describe("findPacks", () => {
  it("takes each folder of the search path as a pack, or as a folder of packs, in order", async () => {
    const one = join(place.path, "one");
    const several = join(place.path, "several");
    await writeSmallPack(one);
    await writeSmallPack(join(several, "b"), named("b@1.0.0"));
    await writeSmallPack(join(several, "a"), named("a@2.0.0"));
    await writeSmallPack(join(several, ".a.partial-1"), named("p@1.0.0"));
    await mkdir(join(several, "empty"));
    const nowhere = join(place.path, "nowhere");
    const searchPath = [one, nowhere, several, one, ""].join(delimiter);
    expect(await ids(searchPath)).toEqual(["small@1.2.3", "a@2.0.0", "b@1.0.0"]);
  });

  it("goes on with pulled packs and ends with the starter pack", async () => {
    await writeSmallPack(join(place.path, "mine"), named("mine@1.0.0"));
    await writeSmallPack(join(places.packs, "pulled"), named("pulled@1.0.0"));
    await writeSmallPack(places.starter, named("starter@1.0.0"));
    const found = await findPacks(join(place.path, "mine"), places);
    expect(found.map(({ id }) => id)).toEqual(["mine@1.0.0", "pulled@1.0.0", "starter@1.0.0"]);
    expect(found[1]).toMatchObject({ location: join(places.packs, "pulled"), source: "folder" });
    expect((await found[1]?.open())?.manifest.id).toBe("pulled@1.0.0");
  });

  it("reads the environment where no search path is given", async () => {
    await writeSmallPack(join(place.path, "mine"));
    vi.stubEnv("SOURIRE_MODELS", join(place.path, "mine"));
    vi.stubEnv("SOURIRE_HOME", join(place.path, "home"));
    await writeSmallPack(join(place.path, "home", "models", "b"), named("b@1.0.0"));
    try {
      const found = (await findPacks()).map(({ id }) => id);
      expect(found.slice(0, 2)).toEqual(["small@1.2.3", "b@1.0.0"]);
    } finally {
      vi.unstubAllEnvs();
    }
  });

  it("finds nothing where there is nothing", async () => {
    expect(await ids("")).toEqual([]);
  });

  it("does not pass over a broken pack in silence", async () => {
    await writeFile(join(place.path, "manifest.json"), "{}");
    await expect(findPacks(place.path, places)).rejects.toMatchObject({
      code: "MODEL_MANIFEST_INVALID",
      message: expect.stringContaining(place.path),
    });
  });
});

describe("loose files", () => {
  it("make up the packs of the catalogue whose files are all there, standard before plus", async () => {
    const loose = join(place.path, "loose");
    await putHollowFiles(loose, "plus");
    expect(await ids(loose)).toEqual(["plus@1.1.0"]);
    await putHollowFiles(loose, "standard");
    const found = await findPacks(loose, places);
    expect(found.map(({ id, source }) => `${id} ${source}`)).toEqual([
      "standard@1.1.0 loose",
      "plus@1.1.0 loose",
    ]);
    expect(found[0]?.location).toBe(loose);
  });

  it("count by name and size; content is checked when it is read", async () => {
    const loose = join(place.path, "loose");
    await putHollowFiles(loose, "standard");
    const pack = await (await resolvePack("standard", loose, places)).open();
    await expect(pack.bytes(pack.file("embedder"))).rejects.toMatchObject({
      code: "MODEL_HASH_MISMATCH",
    });
    const { path } = pack.file("detector");
    await rm(join(loose, path));
    await expect(pack.bytes(pack.file("detector"))).rejects.toMatchObject({
      code: "MODEL_FILE_MISSING",
    });
    await writeFile(join(loose, path), "of another size");
    expect(await ids(loose)).toEqual([]);
  });

  it("take what the starter build makes from its folder, or from another of the path", async () => {
    const loose = join(place.path, "loose");
    const mesh = "facemesh-192.onnx";
    await putHollowFiles(loose, "standard", mesh);
    expect(await ids(loose)).toEqual([]);
    const other = join(place.path, "other");
    await putHollowFiles(other, "standard");
    await rm(join(other, "yunet_n_dynamic.onnx"));
    expect(await ids([loose, other].join(delimiter))).toEqual(["standard@1.1.0"]);
    await putHollowFiles(places.starter, "standard");
    await rm(join(places.starter, "yunet_n_dynamic.onnx"));
    expect(await ids(loose)).toEqual(["standard@1.1.0"]);
  });

  it("have the digest that the same pack has in a folder", async () => {
    const loose = join(place.path, "loose");
    await putHollowFiles(loose, "standard");
    const [standard] = CATALOGUE;
    const folder = join(place.path, "folder");
    await mkdir(folder);
    const text = `${JSON.stringify(standard?.manifest, null, 2)}\n`;
    await writeFile(join(folder, "manifest.json"), text);
    const digests = [loose, folder].map(
      async (from) => (await (await resolvePack(from)).open()).digest,
    );
    expect(await digests[0]).toBe(await digests[1]);
  });
});

describe("resolvePack", () => {
  it("finds a pack by name, by name and version, and by folder", async () => {
    const folder = join(place.path, "pack");
    await writeSmallPack(folder);
    const location = async (name: string, path?: string) =>
      (await resolvePack(name, path, places)).location;
    expect(await location("small", place.path)).toBe(folder);
    expect(await location("small@1.2.3", place.path)).toBe(folder);
    expect(await location(folder)).toBe(folder);
    const relativePath = await location(`./${relative(process.cwd(), folder)}`);
    expect(isAbsolute(relativePath)).toBe(true);
  });

  it("prefers the search path when nothing is named", async () => {
    await writeSmallPack(join(place.path, "mine"), named("mine@1.0.0"));
    await writeSmallPack(join(places.packs, "pulled"), named("pulled@1.0.0"));
    const mine = join(place.path, "mine");
    expect((await resolvePack(undefined, mine, places)).id).toBe("mine@1.0.0");
    expect((await resolvePack(undefined, "", places)).id).toBe("pulled@1.0.0");
  });

  it("takes the chosen pack when nothing is named, and only then", async () => {
    const mine = join(place.path, "mine");
    await writeSmallPack(mine, named("mine@1.0.0"));
    await writeSmallPack(join(places.packs, "pulled"), named("pulled@1.0.0"));
    await chooseModelPack("pulled", places);
    expect((await resolvePack(undefined, mine, places)).id).toBe("pulled@1.0.0");
    expect((await resolvePack("mine", mine, places)).id).toBe("mine@1.0.0");
    await chooseModelPack(join(places.packs, "pulled"), places);
    expect((await resolvePack(undefined, mine, places)).id).toBe("pulled@1.0.0");
    await chooseModelPack(undefined, places);
    expect((await resolvePack(undefined, mine, places)).id).toBe("mine@1.0.0");
  });

  it("takes no other pack in silence when the chosen one is gone", async () => {
    await writeSmallPack(join(place.path, "mine"));
    await chooseModelPack("pulled", places);
    await expect(resolvePack(undefined, join(place.path, "mine"), places)).rejects.toMatchObject({
      code: "MODEL_PACK_NOT_FOUND",
      message: expect.stringContaining("sourire models use --clear"),
    });
  });

  it("never takes a pack of disputed licence without being told to", async () => {
    await writeSmallPack(join(place.path, "several", "a"), disputed("a@1.0.0"));
    const several = join(place.path, "several");
    await expect(resolvePack(undefined, several, places)).rejects.toMatchObject({
      code: "MODEL_PACK_NOT_FOUND",
      message: expect.stringContaining("a@1.0.0"),
    });
    await writeSmallPack(join(several, "b"), named("b@1.0.0"));
    expect((await resolvePack(undefined, several, places)).id).toBe("b@1.0.0");
    expect((await resolvePack(several, "", places)).id).toBe("b@1.0.0");
    expect((await resolvePack("a", several, places)).id).toBe("a@1.0.0");
    await chooseModelPack("a", places);
    expect((await resolvePack(undefined, several, places)).id).toBe("a@1.0.0");
  });

  it.each(["smal", "small@1.2", "small@9.9.9", "other"])("finds no %s", async (name) => {
    await writeSmallPack(place.path);
    await expect(resolvePack(name, place.path, places)).rejects.toMatchObject({
      code: "MODEL_PACK_NOT_FOUND",
      message: expect.stringContaining("small@1.2.3"),
    });
  });

  it("finds no pack in a folder without manifest or files", async () => {
    await expect(resolvePack(place.path)).rejects.toMatchObject({ code: "MODEL_PACK_NOT_FOUND" });
  });
});

describe("starterPackFolder", () => {
  it("is packs/starter of this package", () => {
    expect(starterPackFolder()).toBe(join(import.meta.dirname, "..", "packs", "starter"));
  });
});

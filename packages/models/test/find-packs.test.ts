import { mkdir, writeFile } from "node:fs/promises";
import { delimiter, isAbsolute, join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { findPacks, resolvePack } from "../src/find-packs.js";
import { starterPackFolder } from "../src/starter/location.js";
import { writeSmallPack } from "./support/pack.js";
import { temporaryFolder } from "./support/temporary-folder.js";

/** The packs that the search path adds; whether the starter pack was built is another matter. */
async function added(searchPath: string): Promise<readonly string[]> {
  const packs = await findPacks(searchPath);
  return packs.filter(({ folder }) => folder !== starterPackFolder()).map(({ id }) => id);
}

describe("findPacks", () => {
  it("takes each folder of the search path as a pack, or as a folder of packs, in order", async () => {
    await using place = await temporaryFolder();
    const one = join(place.path, "one");
    const several = join(place.path, "several");
    await writeSmallPack(one);
    await writeSmallPack(join(several, "b"), (m) => Object.assign(m, { id: "b@1.0.0" }));
    await writeSmallPack(join(several, "a"), (m) => Object.assign(m, { id: "a@2.0.0" }));
    await writeSmallPack(join(several, ".a.partial-1"), (m) => Object.assign(m, { id: "p@1.0.0" }));
    await mkdir(join(several, "empty"));
    const nowhere = join(place.path, "nowhere");
    const searchPath = [one, nowhere, several, one, ""].join(delimiter);
    expect(await added(searchPath)).toEqual(["small@1.2.3", "a@2.0.0", "b@1.0.0"]);
  });

  it("adds nothing for an empty search path", async () => {
    expect(await added("")).toEqual([]);
  });

  it("does not pass over a broken pack in silence", async () => {
    await using place = await temporaryFolder();
    await writeFile(join(place.path, "manifest.json"), "{}");
    await expect(findPacks(place.path)).rejects.toMatchObject({
      code: "MODEL_MANIFEST_INVALID",
      message: expect.stringContaining(place.path),
    });
  });
});

describe("resolvePack", () => {
  it("finds a pack by name, by name and version, and by folder", async () => {
    await using place = await temporaryFolder();
    const folder = join(place.path, "pack");
    await writeSmallPack(folder);
    expect(await resolvePack("small", place.path)).toBe(folder);
    expect(await resolvePack("small@1.2.3", place.path)).toBe(folder);
    expect(await resolvePack(folder)).toBe(folder);
    const path = await resolvePack(`./${relative(process.cwd(), folder)}`);
    expect(isAbsolute(path)).toBe(true);
  });

  it("prefers the search path when nothing is named", async () => {
    await using place = await temporaryFolder();
    await writeSmallPack(place.path);
    expect(await resolvePack(undefined, place.path)).toBe(place.path);
  });

  it.each(["smal", "small@1.2", "small@9.9.9", "other"])("finds no %s", async (name) => {
    await using place = await temporaryFolder();
    await writeSmallPack(place.path);
    await expect(resolvePack(name, place.path)).rejects.toMatchObject({
      code: "MODEL_PACK_NOT_FOUND",
      message: expect.stringContaining("small@1.2.3"),
    });
  });

  it("finds no pack in a folder without manifest", async () => {
    await using place = await temporaryFolder();
    await expect(resolvePack(place.path)).rejects.toMatchObject({ code: "MODEL_PACK_NOT_FOUND" });
  });
});

describe("starterPackFolder", () => {
  it("is packs/starter of this package", () => {
    expect(starterPackFolder()).toBe(join(import.meta.dirname, "..", "packs", "starter"));
  });
});

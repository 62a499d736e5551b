import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { chooseModelPack, readChosenPack } from "../../src/search/choice.js";
import { temporaryFolder } from "../support/temporary-folder.js";

describe("the chosen pack", () => {
  it("is remembered, replaced and forgotten", async () => {
    await using place = await temporaryFolder();
    const config = join(place.path, "a", "b");
    expect(await readChosenPack({ config })).toBeUndefined();
    await chooseModelPack(undefined, { config });
    await chooseModelPack("plus", { config });
    await chooseModelPack("standard", { config });
    expect(await readChosenPack({ config })).toBe("standard");
    expect(await readdir(config)).toEqual(["models.json"]);
    await chooseModelPack(undefined, { config });
    expect(await readChosenPack({ config })).toBeUndefined();
  });

  it.each(["", "{", "[]", "null", '{"pack":7}', '{"pack":""}'])(
    "is a fault where its file is damaged: %s",
    async (text) => {
      await using place = await temporaryFolder();
      await writeFile(join(place.path, "models.json"), text);
      await expect(readChosenPack({ config: place.path })).rejects.toMatchObject({
        code: "STORAGE_FAILED",
        message: expect.stringContaining("sourire models use"),
      });
      await chooseModelPack("standard", { config: place.path });
      expect(await readChosenPack({ config: place.path })).toBe("standard");
    },
  );

  it("stays as it was when it cannot be written", async () => {
    await using place = await temporaryFolder();
    const file = join(place.path, "file");
    await writeFile(file, "mine");
    await expect(chooseModelPack("plus", { config: join(file, "x") })).rejects.toMatchObject({
      code: "STORAGE_FAILED",
    });
    expect(await readFile(file, "utf8")).toBe("mine");
    await mkdir(join(place.path, "models.json"));
    const over = chooseModelPack("plus", { config: place.path });
    await expect(over).rejects.toMatchObject({ code: "STORAGE_FAILED" });
    expect((await readdir(place.path)).sort()).toEqual(["file", "models.json"]);
  });
});

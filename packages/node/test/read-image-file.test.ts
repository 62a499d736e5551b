import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readImageFile } from "@sourire/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { corners } from "./pictures.js";

describe("readImageFile", () => {
  let dir = "";
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "sourire-image-"));
  });
  afterAll(() => rm(dir, { recursive: true }));

  it("reads a picture", async () => {
    const path = join(dir, "face.png");
    await writeFile(path, await corners(72, 64).png().toBuffer());
    expect(await readImageFile(path)).toMatchObject({ width: 72, height: 64, format: "rgb8" });
    expect(await readImageFile(path, { format: "rgba8" })).toMatchObject({ format: "rgba8" });
  });

  it("says that there is no such file, without its name, which may be a person's", async () => {
    const reading = readImageFile(join(dir, "maya-lind.jpg"));
    await expect(reading).rejects.toMatchObject({
      code: "IMAGE_UNREADABLE",
      message: expect.stringContaining("no such file"),
      cause: expect.objectContaining({ code: "ENOENT" }),
    });
    await expect(reading).rejects.not.toThrow(/maya-lind/);
  });

  it("refuses a folder and an empty file", async () => {
    await expect(readImageFile(dir)).rejects.toMatchObject({
      code: "IMAGE_UNREADABLE",
      message: expect.stringContaining("a folder or device"),
    });
    await writeFile(join(dir, "empty.jpg"), "");
    await expect(readImageFile(join(dir, "empty.jpg"))).rejects.toMatchObject({
      code: "IMAGE_EMPTY",
    });
  });

  it("refuses a file that no allowed picture can fill, without reading it", async () => {
    const path = join(dir, "huge.jpg");
    await writeFile(path, "");
    await truncate(path, 2 ** 33); // sparse: takes no room on the disk
    await expect(readImageFile(path)).rejects.toMatchObject({ code: "IMAGE_TOO_LARGE" });
  });
});

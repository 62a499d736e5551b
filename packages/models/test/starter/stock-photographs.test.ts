import { open } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { stockPhotographs } from "../../src/starter/stock-photographs.js";
import { temporaryFolder } from "../support/temporary-folder.js";

describe("stockPhotographs", () => {
  it("finds six JPEG files", async () => {
    const paths = await stockPhotographs();
    expect(paths).toHaveLength(6);
    for (const path of paths) {
      await using file = await open(path);
      const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
      expect([...buffer]).toEqual([0xff, 0xd8]); // start of image
    }
  });

  it("says so when the package is not installed", async () => {
    await using empty = await temporaryFolder();
    await expect(stockPhotographs(join(empty.path, "main.js"))).rejects.toMatchObject({
      code: "MODEL_SOURCE_MISSING",
    });
  });
});

import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { ERROR_REMEDIES } from "../../src/kernel/errors.js";

const ROOT = new URL("../../../../", import.meta.url);
const text = (path: string): Promise<string> => readFile(new URL(path, ROOT), "utf8");

describe("docs/guide/cameras.md", () => {
  it("shows the camera of the example as it is, which with its run of the suite is under 60 lines", async () => {
    const camera = await text("examples/custom-camera/src/snapshot-camera.ts");
    const main = await text("examples/custom-camera/src/main.ts");
    expect(await text("docs/guide/cameras.md")).toContain(`\`\`\`ts\n${camera}\`\`\``);
    expect(`${camera}${main}`.trimEnd().split("\n").length).toBeLessThan(60);
  });

  it("names only codes that there are", async () => {
    const named = (await text("docs/guide/cameras.md")).match(/`[A-Z]+_[A-Z_]+`/g) ?? [];
    const codes = named.map((code) => code.slice(1, -1));
    expect(codes.length).toBeGreaterThan(10);
    expect(codes.filter((code) => !Object.hasOwn(ERROR_REMEDIES, code))).toEqual([]);
  });
});

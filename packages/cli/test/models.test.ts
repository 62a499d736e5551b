import { cp, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { starterPackFolder } from "@sourire/models";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run, temporaryFolder } from "./run.js";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder[Symbol.asyncDispose]());

describe("sourire models", () => {
  it("lists the starter pack, and says that it is not payment grade", async () => {
    const { code, stdout } = await run("models", "list");
    expect(code).toBe(0);
    expect(stdout).toContain("starter@");
    expect(stdout).toContain("NOT payment grade");
    expect(stdout).toContain("FMR 1e-4");
  });

  it("verifies a pack whose files are as its manifest says", async () => {
    const { code, json } = await run("--json", "models", "verify", "starter");
    expect(code).toBe(0);
    expect(json()).toMatchObject([{ files: 3 }]);
  });

  it("names a pack that is not there", async () => {
    const { code, stderr } = await run("models", "verify", "nowhere");
    expect(code).toBe(1);
    expect(stderr).toContain("[MODEL_PACK_NOT_FOUND]");
  });
});

describe("one changed byte of a network", () => {
  const networks = ["blazeface-256.onnx", "facemesh-192.onnx", "dlib-resnet-150.onnx"];
  it.each(networks)("in %s stops every command that would load it", async (network) => {
    const pack = join(folder.path, `with-damaged-${network}`);
    await cp(starterPackFolder(), pack, { recursive: true });
    const file = join(pack, network);
    const bytes = await readFile(file);
    const at = Math.floor(bytes.length / 2);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    await writeFile(file, bytes);

    const data = join(folder.path, "data");
    const picture = join(folder.path, "any.png");
    const { default: sharp } = await import("sharp");
    const background = { r: 9, g: 9, b: 9 };
    await sharp({ create: { width: 200, height: 200, channels: 3, background } }).toFile(picture);
    const commands = [
      ["models", "verify", pack],
      ["doctor", "--pack", pack],
      ["demo", "--smoke", "--pack", pack],
      ["enroll", "--image", picture, "--name", "A", "--consent", "--pack", pack, "--data", data],
      ["pay", "--image", picture, "--amount", "1", "--yes", "--pack", pack, "--data", data],
    ];
    for (const command of commands) {
      const { code, stdout, stderr } = await run(...command);
      expect(code, command.join(" ")).toBe(1);
      expect(stdout + stderr).toContain("MODEL_HASH_MISMATCH");
    }
    expect(await readdir(data).catch(() => [])).toEqual([]);
  });
});

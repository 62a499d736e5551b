import { execFileSync } from "node:child_process";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { besideDepth } from "../src/simulate/beside-depth.js";
import { openClipWriter } from "../src/simulate/clip-writer.js";
import { run, temporaryFolder } from "./run.js";

const TIMEOUT = { timeout: 60_000 };
const SHORT = ["--script", "smile 0.2s", "--fps", "10", "--size", "160x120"];

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder[Symbol.asyncDispose]());

describe("sourire simulate", () => {
  it("writes pictures, and distances beside them", TIMEOUT, async () => {
    const out = join(folder.path, "frames");
    const { code, json } = await run("--json", "simulate", ...SHORT, "--depth", "--out", out);
    expect(code).toBe(0);
    expect(json()).toMatchObject({ frames: 2 });
    expect((await readdir(out)).sort()).toEqual([
      "000000.depth.pgm",
      "000000.png",
      "000001.depth.pgm",
      "000001.png",
    ]);
    const depth = await readFile(join(out, "000000.depth.pgm"));
    expect(depth.subarray(0, 20).toString("latin1")).toMatch(/^P5\n160 120\n65535\n/);
    expect(depth.length).toBe("P5\n160 120\n65535\n".length + 2 * 160 * 120);
    const distances = Array.from({ length: 160 * 120 }, (_, i) => depth.readUInt16BE(17 + 2 * i));
    const near = distances.filter((mm) => mm > 0);
    expect(near.length).toBeGreaterThan(500);
    expect(Math.min(...near)).toBeGreaterThan(350);
  });

  it("writes a clip of an attack that others can read", TIMEOUT, async () => {
    const out = join(folder.path, "attack.webm");
    const args = ["--attack", "screen-tablet", "--payer", "malik", "--disguise", "sunglasses"];
    const { code } = await run("--json", "simulate", ...SHORT, ...args, "--out", out);
    expect(code).toBe(0);
    const probe = ["-v", "error", "-show_entries", "stream=width,height", "-of", "csv=p=0", out];
    expect(execFileSync("ffprobe", probe, { encoding: "utf8" }).trim()).toBe("160,120");
  });

  it("draws a sheet with the payer and every species", TIMEOUT, async () => {
    const sheet = join(folder.path, "species.html");
    const { code } = await run("--json", "simulate", ...SHORT, "--sheet", sheet);
    expect(code).toBe(0);
    const html = await readFile(sheet, "utf8");
    for (const title of ["live payer", "print-flat", "mask-paper", "swap"]) {
      expect(html).toContain(`<h2>${title}</h2>`);
    }
    expect(html.match(/data:image\/jpeg;base64,/g)?.length).toBe(20);
  });

  it.each([
    [["--script", "dance"], 1, /SCRIPT_INVALID/],
    [["--script", "smile"], 2, /give one of --out and --sheet/],
    [["--attack", "hologram", "--out", "x.webm"], 2, /Allowed choices are print-flat/],
    [["--size", "9x9", "--out", "x.webm"], 2, /width and height/],
    [["--payer", "no-such-file.jpg", "--out", "x.webm"], 1, /IMAGE_UNREADABLE/],
  ])("refuses %j with exit code %d", TIMEOUT, async (args, exit, reason) => {
    const { code, stderr } = await run("simulate", ...args);
    expect(stderr).toMatch(reason);
    expect(code).toBe(exit);
  });

  it("explains verbs, people and species", async () => {
    const { code, stdout } = await run("simulate", "--help");
    expect(code).toBe(0);
    for (const word of ["turn-left", "amara", "injection-relit", "depth-shape"]) {
      expect(stdout).toContain(word);
    }
  });
});

describe("openClipWriter", () => {
  const data = new Uint8Array(64 * 64 * 3);
  const image = { format: "rgb8", width: 64, height: 64, stride: 192, data } as const;
  const frame = { sequence: 0, capturedAtMs: 0, image };
  const { signal } = new AbortController();

  it("says that ffmpeg is missing", async () => {
    const path = join(folder.path, "none.webm");
    const ffmpegPath = join(folder.path, "no-ffmpeg");
    const writer = openClipWriter({ path, framesPerSecond: 10, ffmpegPath, signal });
    const writing = writer.write(frame).then(() => writer.finish());
    await expect(writing).rejects.toMatchObject({ code: "FFMPEG_NOT_FOUND" });
    await writer[Symbol.asyncDispose]();
  });

  it("says that the clip cannot be written", async () => {
    const path = join(folder.path, "no-such-folder", "clip.webm");
    const writer = openClipWriter({ path, framesPerSecond: 10, signal });
    const writing = writer.write(frame).then(() => writer.finish());
    await expect(writing).rejects.toMatchObject({ code: "STORAGE_FAILED" });
    await writer[Symbol.asyncDispose]();
  });

  it("removes a clip that was not finished", async () => {
    const path = join(folder.path, "half.webm");
    {
      await using writer = openClipWriter({ path, framesPerSecond: 10, signal });
      await writer.write(frame);
    }
    await expect(stat(path)).rejects.toMatchObject({ code: "ENOENT" });
  });
});

describe("besideDepth", () => {
  it("puts distances to the right: near is warm, far is cold, unmeasured is black", () => {
    const image = {
      format: "rgb8",
      width: 3,
      height: 1,
      stride: 9,
      data: new Uint8Array(9).fill(7),
    };
    const depth = { width: 3, height: 1, data: Uint16Array.from([0, 900, 2400]), unitMm: 0.5 };
    const { width, data } = besideDepth({
      sequence: 0,
      capturedAtMs: 0,
      image: { ...image, format: "rgb8" },
      depth,
    });
    expect(width).toBe(6);
    expect([...data.subarray(0, 9)]).toEqual(Array.from({ length: 9 }, () => 7));
    expect([...data.subarray(9, 12)]).toEqual([0, 0, 0]);
    const [near, far] = [data.subarray(12, 15), data.subarray(15, 18)];
    expect(near[0] as number).toBeGreaterThan(near[2] as number);
    expect(far[2] as number).toBeGreaterThan(far[0] as number);
  });
});

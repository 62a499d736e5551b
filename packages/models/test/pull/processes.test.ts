import { type ChildProcess, spawn } from "node:child_process";
import { readdir, readFile, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { pullPack, verifyPackFolder } from "../../src/index.js";
import { type Answer, except, fileServer, serving } from "../support/file-server.js";
import type { Said } from "../support/pull-process.js";
import { smallCatalogue, smallPlaces } from "../support/small-catalogue.js";
import { temporaryFolder } from "../support/temporary-folder.js";

const HERE = join(import.meta.dirname, "..", "support", "pull-process.ts");
const ROOT = join(import.meta.dirname, "..", "..", "..", "..");

/** A process that pulls; on a busy machine its start alone takes seconds. */
function pullInProcess(url: string, root: string): { child: ChildProcess; said: Promise<string> } {
  const env = { ...process.env, TSX_TSCONFIG_PATH: join(ROOT, "tsconfig.base.json") };
  const child = spawn(process.execPath, ["--import", "tsx", HERE, url, root], {
    cwd: ROOT,
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const said = new Promise<string>((resolve) => {
    let text = "";
    child.stdout.on("data", (data: Buffer) => {
      text += data.toString();
    });
    child.on("close", (code, signal) => resolve(code === 0 ? text : `ended by ${signal ?? code}`));
  });
  return { child, said };
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const endMs = Date.now() + 25_000; Date.now() < endMs; await sleep(20)) {
    if (await holds()) return;
  }
  throw new Error("it did not come to be");
}

describe("two processes that pull one pack at once", () => {
  it("download it once: the second waits and finds it done", { timeout: 60_000 }, async () => {
    await using place = await temporaryFolder();
    await using server = await fileServer(() => {});
    const small = await smallCatalogue(server.url);
    const { packs } = await smallPlaces(place.path, small);
    const good = serving(small.content);
    server.answer = (request, response) => void setTimeout(() => good(request, response), 300);
    const both = [1, 2].map(() => pullInProcess(server.url, place.path).said);
    expect((await Promise.all(both)).sort()).toEqual(["pulled", "was here"] satisfies Said[]);
    expect(server.seen.map(({ path }) => path).sort()).toEqual(["large.onnx", "small.onnx"]);
    await verifyPackFolder(join(packs, "small"));
    expect(await readdir(packs)).toEqual(["small"]);
  });
});

describe("a process that is killed in the middle of a pull", () => {
  it("leaves a lock that ends, and a beginning that is gone on with", {
    timeout: 60_000,
  }, async () => {
    await using place = await temporaryFolder();
    await using server = await fileServer(() => {});
    const small = await smallCatalogue(server.url);
    const places = await smallPlaces(place.path, small);
    const large = small.content.get("large.onnx") ?? new Uint8Array();
    const silent: Answer = (_, response) => {
      response.writeHead(200, { "content-length": large.length });
      response.write(large.subarray(0, 100_000));
    };
    server.answer = except("large.onnx", silent, serving(small.content), 1);
    const partial = join(places.packs, ".small.pull", "large.onnx.partial");
    const { child, said } = pullInProcess(server.url, place.path);
    await until(async () => (await stat(partial).catch(() => undefined))?.size === 100_000);
    child.kill("SIGKILL");
    expect(await said).toBe("ended by SIGKILL");

    const options = { pack: "small", catalogue: [small.pack], searchPath: "", places };
    await expect(pullPack({ ...options, lockWaitMs: 100 })).rejects.toMatchObject({
      code: "MODEL_PACK_BUSY",
    });
    // ten seconds without a sign of life, without waiting for them
    const lock = join(places.packs, ".small.lock");
    await utimes(lock, new Date(), new Date(Date.now() - 11_000));
    await pullPack({ ...options, lockWaitMs: 100 });
    expect(
      server.seen.filter(({ path }) => path === "large.onnx").map(({ range }) => range),
    ).toEqual([undefined, "bytes=100000-"]);
    await verifyPackFolder(join(places.packs, "small"));
    expect((await readFile(join(places.packs, "small", "large.onnx"))).equals(large)).toBe(true);
    expect(await readdir(places.packs)).toEqual(["small"]);
  });
});

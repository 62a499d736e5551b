import { cp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { basename, join } from "node:path";
import { findPacks, starterPackFolder } from "@sourire/models";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { run, temporaryFolder } from "./run.js";

const REAL_MODELS = process.env["SOURIRE_MODELS"];

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder[Symbol.asyncDispose]());
// never the packs and the choice of whoever runs the tests
beforeEach(() => {
  vi.stubEnv("SOURIRE_HOME", join(folder.path, "home"));
  vi.stubEnv("SOURIRE_MODELS", "");
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(join(folder.path, "home"), { recursive: true, force: true });
});

describe("sourire models", () => {
  it("lists the starter pack, and says that it is not payment grade", async () => {
    const { code, stdout } = await run("models", "list");
    expect(code).toBe(0);
    expect(stdout).toContain("starter@");
    expect(stdout).toContain("NOT payment grade");
    expect(stdout).toContain("FMR 1e-4");
    expect(stdout).toMatch(/template +face-template\.json/);
  });

  it("verifies a pack whose files are as its manifest says", async () => {
    const { code, json } = await run("--json", "models", "verify", "starter");
    expect(code).toBe(0);
    expect(json()).toMatchObject([{ files: 4 }]);
  });

  it("names a pack that is not there", async () => {
    const { code, stderr } = await run("models", "verify", "nowhere");
    expect(code).toBe(1);
    expect(stderr).toContain("[MODEL_PACK_NOT_FOUND]");
  });
});

interface Listed {
  readonly id: string;
  readonly location: string;
  readonly source: string;
  readonly inUse: boolean;
}

const listed = async () => (await run("--json", "models", "list")).json<readonly Listed[]>();
const inUse = async () => (await listed()).filter((pack) => pack.inUse).map(({ id }) => id);

describe("sourire models use", () => {
  /** A second pack: the starter pack under another name. */
  const putOther = async (change: object = {}): Promise<string> => {
    const other = join(folder.path, "home", "models", "other");
    await cp(starterPackFolder(), other, { recursive: true });
    const manifest = JSON.parse(await readFile(join(other, "manifest.json"), "utf8"));
    const changed = { ...manifest, id: "other@1.0.0", commercialUse: "disputed", ...change };
    await writeFile(join(other, "manifest.json"), JSON.stringify(changed));
    return other;
  };

  it("switches what commands open, and back", async () => {
    await putOther();
    expect(await inUse()).toEqual([expect.stringMatching(/^starter@/)]);
    const chosen = await run("models", "use", "other");
    expect(chosen).toMatchObject({ code: 0, stdout: expect.stringContaining("is disputed") });
    expect(await inUse()).toEqual(["other@1.0.0"]);
    expect((await run("models", "list")).stdout).toMatch(/^\* other@1\.0\.0 .*\(in use\)$/m);
    expect((await run("doctor")).stdout).toContain("other@1.0.0");
    const cleared = await run("--json", "models", "use", "--clear");
    expect(cleared.json()).toEqual({ chosen: null });
    expect((await run("doctor")).stdout).toContain("starter@1.1.0");
  });

  it("remembers a folder too", async () => {
    const other = await putOther({ commercialUse: "allowed" });
    const away = join(folder.path, "away");
    await cp(other, away, { recursive: true });
    const { json } = await run("--json", "models", "use", away);
    expect(json()).toMatchObject({ chosen: away, id: "other@1.0.0", location: away });
    expect((await run("doctor")).stdout).toContain("other@1.0.0");
  });

  it("says so when the chosen pack is gone, in every command; the list still comes", async () => {
    const other = await putOther();
    await run("models", "use", "other");
    await rm(other, { recursive: true });
    const doctor = await run("doctor");
    expect(doctor.code).toBe(1);
    expect(doctor.stdout).toContain("sourire models use --clear");
    const list = await run("models", "list");
    expect(list).toMatchObject({ code: 0, stdout: expect.stringContaining("None is in use") });
  });

  it("refuses a pack that is not there, and keeps the choice", async () => {
    await putOther();
    await run("models", "use", "other");
    expect(await run("models", "use", "nowhere")).toMatchObject({ code: 1 });
    expect(await inUse()).toEqual(["other@1.0.0"]);
  });

  it.each([[[]], [["other", "--clear"]]])("is called with a pack or --clear: %j", async (args) => {
    const { code, stderr } = await run("models", "use", ...args);
    expect(code).toBe(2);
    expect(stderr).toContain("give a pack, or --clear");
  });
});

describe("sourire models pull and import", () => {
  it("say what cannot be had, and how it can", async () => {
    const plus = await run("models", "pull", "plus");
    expect(plus).toMatchObject({ code: 1, stderr: expect.stringContaining("models import plus") });
    const starter = await run("models", "pull", "starter");
    expect(starter.stderr).toContain("sourire models build");
    const { code, json } = await run("--json", "models", "pull", "best");
    expect(code).toBe(1);
    expect(json()).toMatchObject({ error: { code: "MODEL_PACK_NOT_FOUND" } });
    const empty = await run("models", "import", "plus", "--from", folder.path);
    expect(empty.stderr).toContain("edgeface_xs_w8.onnx");
    expect(empty.stderr).toContain("[MODEL_FILE_MISSING]");
  });

  it.each([
    ["no pack", ["pull"]],
    ["another address", ["pull", "standard", "--from", "ftp://a.example"]],
    ["a password in the address", ["pull", "standard", "--from", "https://a:b@c.example"]],
    ["no address", ["pull", "standard", "--from", "mirror"]],
    ["no folder", ["import", "plus"]],
  ])("end with 2 when called with %s", async (_, args) => {
    expect(await run("models", ...args)).toMatchObject({ code: 2 });
  });

  it("name the host that cannot be reached and the remedy", async () => {
    const { code, stderr } = await run(
      ...["models", "pull", "standard", "--from", "http://no-such-host.invalid"],
    );
    expect(code).toBe(1);
    expect(stderr).toContain("no-such-host.invalid");
    expect(stderr).toContain("sourire models import");
  });

  it("lists what is not here and how to get it", async () => {
    const { stdout } = await run("models", "list");
    expect(stdout).toMatch(/standard@\S+ is not here \(.* MB\): sourire models pull standard/);
    expect(stdout).toMatch(/plus@\S+ is not here .*: sourire models import plus/);
  });
});

describe.skipIf(!REAL_MODELS)("with the real files", () => {
  let server: Server;
  let url: string;
  const asked: string[] = [];
  beforeAll(async () => {
    const packs = await findPacks(REAL_MODELS);
    server = createServer((request, response) => {
      const name = basename(request.url ?? "");
      asked.push(name);
      void (async () => {
        const pack = packs.find(({ manifest }) => manifest.files.some(({ path }) => path === name));
        const file = pack?.manifest.files.find(({ path }) => path === name);
        if (!pack || !file) return void response.writeHead(404).end();
        response.end(await (await pack.open()).bytes(file));
      })();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    url = typeof address === "object" ? `http://127.0.0.1:${address?.port}` : "";
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it("pulls standard from a mirror, which is then in use", async () => {
    const first = await run("models", "pull", "standard", "--from", url);
    expect(first).toMatchObject({ code: 0, stdout: expect.stringContaining("is here now") });
    expect(first.stderr).toMatch(/foamliu_MobileFaceNet\.onnx .*4\.0 MB .*downloaded/);
    expect(asked).toHaveLength(3);
    const second = await run("--json", "models", "pull", "standard", "--from", url);
    expect(second.stderr).toBe("");
    expect(second.json()).toMatchObject({
      id: "standard@1.1.0",
      folder: join(folder.path, "home", "models", "standard"),
      wasHere: true,
      inUse: true,
      commercialUse: "allowed",
    });
    expect(asked).toHaveLength(3);
    expect(await run("models", "verify", "standard")).toMatchObject({ code: 0 });
  });

  it("imports plus, says that it is disputed, and does not take it unasked", async () => {
    const { code, stdout } = await run("models", "import", "plus", "--from", REAL_MODELS ?? "");
    expect(code).toBe(0);
    expect(stdout).toContain("commercial use of plus@1.1.0 is disputed");
    expect(await inUse()).toEqual([expect.stringMatching(/^starter@/)]);
    await run("models", "use", "plus");
    expect(await inUse()).toEqual(["plus@1.1.0"]);
  });

  it("finds loose files in SOURIRE_MODELS and takes standard of them", async () => {
    vi.stubEnv("SOURIRE_MODELS", REAL_MODELS ?? "");
    const [first] = await listed();
    expect(first).toMatchObject({ id: "standard@1.1.0", inUse: true });
    expect(await run("models", "verify")).toMatchObject({ code: 0 });
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

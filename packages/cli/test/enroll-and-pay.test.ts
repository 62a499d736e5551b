import { readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stockPhotographs } from "@sourire/models/starter";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writePeople } from "./pictures.js";
import { run, temporaryFolder } from "./run.js";

const TIMEOUT = { timeout: 60_000 };

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let people: Awaited<ReturnType<typeof writePeople>>;
let data: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  people = await writePeople(folder.path, 2);
  data = join(folder.path, "data");
}, 60_000);
afterAll(() => folder[Symbol.asyncDispose]());

const person = (n: number) => people[n] as (typeof people)[number];
const enroll = (image: string, name: string, ...more: string[]) =>
  run("--json", "enroll", "--image", image, "--name", name, "--data", data, ...more);
const pay = (image: string, ...more: string[]) =>
  run("--json", "pay", "--image", image, "--amount", "4.50", "--yes", "--data", data, ...more);

describe("enroll, pay, withdraw: one data folder, a new process each time", () => {
  it("nobody is enrolled without consent", async () => {
    const { code, json } = await enroll(person(0).enrol, "Maya Lind");
    expect(code).toBe(1);
    expect(json()).toMatchObject({ error: { code: "CONSENT_REQUIRED" } });
  });

  it("whoever has opted in pays with another picture; a stranger does not", TIMEOUT, async () => {
    const enrolled = await enroll(person(0).enrol, "Maya Lind", "--account", "maya", "--consent");
    expect(enrolled.code).toBe(0);
    expect(enrolled.json()).toMatchObject({ account: "maya", receipt: expect.any(String) });

    const paid = await pay(person(0).today, "--order", "A-1");
    expect(paid.json()).toMatchObject({
      status: "approved",
      receipt: { amount: 450, currency: "EUR", order: "A-1", payer: "M•• L••" },
    });
    expect(paid.code).toBe(0);

    const stranger = await pay(person(1).today);
    expect(stranger.json()).toEqual({ status: "fallback", reason: "no-match" });
    expect(stranger.code).toBe(3);
  });

  it("keys lie in private files, and another key-encryption key is refused", TIMEOUT, async () => {
    const [kek, aside] = [join(data, "kek"), join(data, "kek of before")];
    const read = async () => {
      const files = [
        join(kek, "kek"),
        ...(await dataKeys(data)).map((f) => join(data, "vault", f)),
      ];
      for (const file of files) expect((await stat(file)).mode & 0o777).toBe(0o600);
      return Promise.all(files.slice(1).map((file) => readFile(file, "hex")));
    };
    const before = await read();
    await rename(kek, aside);
    const refused = await pay(person(0).today); // makes a key-encryption key of its own
    expect(refused.code).toBe(1);
    expect(refused.json()).toMatchObject({ error: { code: "TEMPLATE_UNREADABLE" } });
    expect(await read()).toEqual(before);
    await rm(kek, { recursive: true });
    await rename(aside, kek);
    expect((await pay(person(0).today)).json()).toMatchObject({ status: "approved" });
  });

  it("after withdrawal the payer is a stranger and the data key is gone", TIMEOUT, async () => {
    expect((await dataKeys(data)).length).toBe(1);
    const withdrawn = await run("--json", "withdraw", "--account", "maya", "--data", data);
    expect(withdrawn.json()).toMatchObject({ templatesDeleted: 1 });
    expect(await dataKeys(data)).toEqual([]);
    const after = await pay(person(0).today);
    expect(after.json()).toEqual({ status: "fallback", reason: "no-match" });
    const database = await readFile(join(data, "issuer", "issuer.sqlite"));
    expect(database.includes("Lind")).toBe(false);
  });

  it("a zero amount of money cannot be asked for", async () => {
    const { code } = await run("pay", "--image", person(0).enrol, "--amount", "0", "--yes");
    expect(code).toBe(2);
  });
});

describe("pictures that cannot be used", () => {
  const bad: readonly (readonly [string, string, () => Promise<Uint8Array>])[] = [
    ["zero bytes", "IMAGE_EMPTY", async () => new Uint8Array()],
    ["text", "IMAGE_UNREADABLE", async () => new TextEncoder().encode("not a picture at all")],
    ["one pixel", "IMAGE_TOO_SMALL", () => plain(1, 1)],
    ["a wall", "FACE_NOT_FOUND", () => plain(640, 480)],
  ];
  it.each(bad)("%s: %s, and nothing is left behind", TIMEOUT, async (name, code, make) => {
    const image = join(folder.path, `${name}.png`);
    await writeFile(image, await make());
    const fresh = join(folder.path, `data of ${name}`);
    const args = ["--image", image, "--name", "Nobody", "--consent", "--data", fresh];
    const ran = await run("--json", "enroll", ...args);
    expect(ran.code).toBe(1);
    expect(ran.json()).toMatchObject({ error: { code, remedy: expect.stringMatching(/\.$/) } });
    expect(await dataKeys(fresh)).toEqual([]);
  });

  it("several people are never guessed between", TIMEOUT, async () => {
    const codes = [];
    for (const photograph of await stockPhotographs()) {
      const ran = await enroll(photograph, "Group", "--consent");
      if (ran.code === 1) codes.push(ran.json<{ error: { code: string } }>().error.code);
    }
    expect(codes).toContain("FACES_SEVERAL");
  });
});

/** The payers' data keys; beside them lies the check value of the key-encryption key. */
async function dataKeys(folder: string): Promise<string[]> {
  const names = await readdir(join(folder, "vault")).catch(() => []);
  return names.filter((name) => name.endsWith(".key"));
}

function plain(width: number, height: number): Promise<Uint8Array> {
  const background = { r: 120, g: 130, b: 140 };
  return sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer();
}

import { readdir, readFile, writeFile } from "node:fs/promises";
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

  it("after withdrawal the payer is a stranger and the data key is gone", TIMEOUT, async () => {
    const vault = async () =>
      (await readdir(join(data, "vault"))).filter((f) => !f.startsWith("."));
    const before = await vault();
    const withdrawn = await run("--json", "withdraw", "--account", "maya", "--data", data);
    expect(withdrawn.json()).toMatchObject({ templatesDeleted: 1 });
    expect((await vault()).length).toBe(before.length - 1);
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
    expect(await readdir(join(fresh, "vault")).catch(() => [])).not.toContainEqual(
      expect.stringMatching(/^[^.]/),
    );
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

function plain(width: number, height: number): Promise<Uint8Array> {
  const background = { r: 120, g: 130, b: 140 };
  return sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer();
}

import { createHash } from "node:crypto";
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createIssuerClient, type IssuerClient, type SecretStore } from "@sourire/core";
import { createMemoryKeyStore, createMemorySecretStore } from "@sourire/core/testing";
import { loadOrCreateKek, openVault, type TemplateVault } from "@sourire/issuer";
import { createSimulatedProcessor } from "@sourire/issuer/processors/simulated";
import { openSqliteStore } from "@sourire/issuer/sqlite";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { codeOf } from "../src/testing/codes.js";
import {
  again,
  createTestTerminal,
  createWorld,
  enrol,
  evidenceBody,
  face,
  matchedIntent,
  PACK,
  REQUEST,
  rawCall,
  signAssertion,
  type TestTerminal,
  tokenBody,
  URL_OF_ISSUER,
  type World,
} from "./kit.js";

let dir: string;
let world: World;
let vault: TemplateVault;
/** They outlive the issuer, as files do; how files do it is proved where they are. */
let secrets: SecretStore;
const keys = createMemoryKeyStore();
const processor = createSimulatedProcessor();
const MAYA = face(1);
const file = (name: string): string => join(dir, name);

async function open(change: Parameters<typeof createWorld>[0] = {}): Promise<World> {
  vault = await openVault({ secrets, kek: await loadOrCreateKek(secrets) });
  const store = await openSqliteStore({ file: file("issuer.db") });
  return createWorld({ store, vault, keys, processor, ...change });
}
async function restart(): Promise<void> {
  const { clock } = world;
  await world[Symbol.asyncDispose]();
  world = await open({ clock });
}
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "sourire-issuer-"));
  secrets = createMemorySecretStore();
  world = await open();
});
afterEach(async () => {
  await world[Symbol.asyncDispose]();
  rmSync(dir, { recursive: true, force: true });
});

const hasDataKey = async (payer: string): Promise<boolean> =>
  (await secrets.read(`${createHash("sha256").update(payer).digest("hex")}.key`)) !== undefined;

/** All bytes of the database: the file and its log. */
function databaseBytes(): Buffer {
  return Buffer.concat(
    readdirSync(dir)
      .filter((name) => name.startsWith("issuer.db"))
      .map((name) => readFileSync(file(name))),
  );
}

describe("a restart", () => {
  it("keeps payers, terminals, intents and answers, and goes on with them", async () => {
    const terminal = await createTestTerminal(world);
    await enrol(world, MAYA);
    const before = await matchedIntent(world, terminal, MAYA);
    const unused = await terminal.client.createIntent(REQUEST, { idempotencyKey: "k" });
    await restart();
    expect((await world.issuer.admin.listPayers()).length).toBe(1);
    const client = reconnect(terminal);
    expect((await client.createIntent(REQUEST, { idempotencyKey: "k" })).token).toBe(unused.token);
    expect((await client.confirm(before.intent, before.confirmation)).status).toBe("approved");
    expect(await world.issuer.admin.verifyLedger()).toMatchObject({ intact: true });
  });

  it("keeps the memory of tokens that are good once", async () => {
    const terminal = await createTestTerminal(world);
    const assertion = await signAssertion(world, terminal.key, terminal.registration.terminal);
    const call = { path: "/v1/token", key: terminal.key, body: tokenBody(assertion) };
    expect((await rawCall(world, call)).response.status).toBe(200);
    await restart();
    expect((await rawCall(world, call)).json["code"]).toBe("TOKEN_REPLAYED");
  });

  it("settles what was under way by asking the processor", async () => {
    const lossy = createSimulatedProcessor({ script: ["lose-answer"] });
    await world[Symbol.asyncDispose]();
    world = await open({ processor: lossy });
    const terminal = await createTestTerminal(world);
    await enrol(world, MAYA);
    const { intent, confirmation } = await matchedIntent(world, terminal, MAYA);
    expect((await terminal.client.confirm(intent, confirmation)).status).toBe("pending");
    const { clock } = world;
    await world[Symbol.asyncDispose]();
    world = await open({ processor: lossy, clock });
    expect((await reconnect(terminal).status(intent.id)).state).toBe("approved");
    expect(lossy.charges().length).toBe(1);
  });

  it("finishes a deletion that a crash interrupted", async () => {
    const broken = { ...vault, destroy: () => Promise.reject(new Error("power cut")) };
    await world[Symbol.asyncDispose]();
    world = await open({ vault: broken });
    const maya = await enrol(world, MAYA);
    expect(await codeOf(() => maya.client.deletePayer())).toBe("INTERNAL");
    expect(await hasDataKey(maya.payer)).toBe(true);
    await restart();
    expect(await hasDataKey(maya.payer)).toBe(false);
    const unfinished = await world.store.transaction((tx) => tx.unfinishedWithdrawals());
    expect(unfinished).toEqual([]);
  });
});

/** The terminal of before, speaking to the issuer of now. */
function reconnect({ key, registration }: TestTerminal): IssuerClient {
  const { clock, fetch } = world;
  return createIssuerClient({ url: URL_OF_ISSUER, key, registration, clock, fetch });
}

describe("templates at rest", () => {
  it("are sealed: no part of one is in the database, in any spelling", async () => {
    await enrol(world, MAYA);
    const floats = Buffer.from(MAYA.buffer.slice(0));
    const bytes = databaseBytes();
    const [row] = await world.store.transaction((tx) => tx.templatesOf("shop", PACK.space));
    expect(bytes.includes(Buffer.from(row?.sealed ?? []))).toBe(true);
    for (let at = 0; at + 8 <= floats.length; at += 4) {
      expect(bytes.includes(floats.subarray(at, at + 8))).toBe(false);
    }
    for (const text of [floats.toString("base64url"), floats.toString("hex")]) {
      expect(bytes.includes(text.slice(40, 60))).toBe(false);
    }
  });

  it("come with no name and no token of an old deletion", async () => {
    const maya = await enrol(world, MAYA, { account: "acct-4711-maya", name: "Maya Lind" });
    expect(databaseBytes().includes("acct-4711-maya")).toBe(true);
    expect(databaseBytes().includes("Maya Lind")).toBe(false);
    await maya.client.deletePayer();
    expect(databaseBytes().includes("acct-4711-maya")).toBe(false);
    expect(databaseBytes().includes("tok_1")).toBe(false);
  });

  it("open no more after deletion, not even from a copy of the database", async () => {
    const maya = await enrol(world, MAYA);
    for (const name of readdirSync(dir).filter((n) => n.startsWith("issuer.db"))) {
      copyFileSync(file(name), file(name.replace("issuer", "stolen")));
    }
    expect(await hasDataKey(maya.payer)).toBe(true);
    await maya.client.deletePayer();
    expect(await hasDataKey(maya.payer)).toBe(false);
    const stolen = await openSqliteStore({ file: file("stolen.db") });
    const [row] = await stolen.transaction((tx) => tx.templatesOf("shop", PACK.space));
    await stolen[Symbol.asyncDispose]();
    if (!row) throw new Error("the copy should hold the template");
    expect(await codeOf(() => vault.open(row, row.sealed))).toBe("TEMPLATE_UNREADABLE");
  });

  it("moved to another payer or scope identify nobody", async () => {
    const terminal = await createTestTerminal(world);
    await enrol(world, MAYA);
    const thief = await enrol(world, face(2), { account: "thief" });
    const { clock } = world;
    await world[Symbol.asyncDispose]();
    const raw = new Database(file("issuer.db"));
    raw.prepare("UPDATE templates SET payer = ? WHERE payer <> ?").run(thief.payer, thief.payer);
    raw.close();
    world = await open({ clock });
    const client = reconnect(terminal);
    const intent = await client.createIntent(REQUEST);
    const work = () => client.sendEvidence(intent, evidenceBody(world, again(MAYA)));
    expect(await codeOf(work)).toBe("TEMPLATE_UNREADABLE");
  });
});

describe("the ledger", () => {
  const tamper = async (sql: string): Promise<unknown> => {
    const terminal = await createTestTerminal(world);
    await enrol(world, MAYA);
    const { intent, confirmation } = await matchedIntent(world, terminal, MAYA);
    await terminal.client.confirm(intent, confirmation);
    const whole = await world.issuer.admin.verifyLedger();
    expect(whole).toMatchObject({ intact: true });
    await world[Symbol.asyncDispose]();
    const raw = new Database(file("issuer.db"));
    raw.exec("DROP TRIGGER ledger_is_never_changed; DROP TRIGGER ledger_is_never_cut");
    raw.exec(sql);
    raw.close();
    world = await open();
    return world.issuer.admin.verifyLedger();
  };

  it.each([
    ["an amount", "UPDATE ledger SET amount = 1 WHERE event = 'intent-approved'"],
    ["a time", "UPDATE ledger SET at_ms = at_ms + 1 WHERE seq = 2"],
    ["a removed row", "DELETE FROM ledger WHERE seq = 3"],
    ["a removed first row", "DELETE FROM ledger WHERE seq = 1"],
    ["a payer", "UPDATE ledger SET payer = 'x' WHERE seq = 4"],
    ["a null", "UPDATE ledger SET detail = NULL WHERE event = 'intent-approved'"],
    ["a new hash", "UPDATE ledger SET amount = 1, hash = hex(randomblob(32)) WHERE seq = 5"],
  ])("shows %s", async (_, sql) => {
    expect(await tamper(sql)).toMatchObject({ intact: false });
  });

  it("shows a cut-off tail to who kept the head", async () => {
    const sql = "DELETE FROM ledger WHERE seq = (SELECT max(seq) FROM ledger)";
    const before = await world.issuer.admin.verifyLedger();
    const after = await tamper(sql);
    expect(after).toMatchObject({ intact: true });
    expect(after).not.toEqual(before);
  });

  it("cannot be changed through the database as it stands", async () => {
    await createTestTerminal(world);
    await world[Symbol.asyncDispose]();
    const raw = new Database(file("issuer.db"));
    expect(() => raw.exec("UPDATE ledger SET amount = 1")).toThrow("append-only");
    expect(() => raw.exec("DELETE FROM ledger")).toThrow("append-only");
    raw.close();
    world = await open();
  });
});

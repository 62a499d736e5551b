import { randomBytes } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadOrCreateKek, openFileVault } from "@sourire/issuer";
import { createMemoryVault, templateVaultConformance } from "@sourire/issuer/testing";
import { afterAll, describe, expect, it } from "vitest";
import { codeOf } from "../../src/testing/codes.js";

const root = mkdtempSync(join(tmpdir(), "sourire-vault-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let count = 0;
const freshDir = (): string => join(root, `${count++}`);
const freshKek = (): Uint8Array => new Uint8Array(randomBytes(32));
const BINDING = { payer: "payer-1", scope: "shop", space: "s", version: 1 };

describe("createMemoryVault is a TemplateVault", () => {
  it.each(templateVaultConformance)("$name", ({ run }) =>
    run(async () => createMemoryVault(), expect),
  );
});

describe("openFileVault is a TemplateVault", () => {
  const make = () => openFileVault({ dir: freshDir(), kek: freshKek() });
  it.each(templateVaultConformance)("$name", ({ run }) => run(make, expect));
});

describe("openFileVault", () => {
  it("keeps one private, wrapped file a payer and opens it after a restart", async () => {
    const dir = freshDir();
    const kek = freshKek();
    const sealed = await (await openFileVault({ dir, kek })).seal(BINDING, new Uint8Array([1, 2]));
    expect(readdirSync(dir).sort()).toEqual(["kek.check", "payer-1.key"]);
    expect(statSync(join(dir, "payer-1.key")).mode & 0o777).toBe(0o600);
    expect(statSync(dir).mode & 0o777).toBe(0o700);
    expect(statSync(join(dir, "payer-1.key")).size).toBe(12 + 32 + 16);
    const again = await openFileVault({ dir, kek });
    expect([...(await again.open(BINDING, sealed))]).toEqual([1, 2]);
  });

  it("refuses another KEK and touches nothing", async () => {
    const dir = freshDir();
    const kek = freshKek();
    const sealed = await (await openFileVault({ dir, kek })).seal(BINDING, new Uint8Array([7]));
    const before = readdirSync(dir).map((name) => readFileSync(join(dir, name), "hex"));
    expect(await codeOf(() => openFileVault({ dir, kek: freshKek() }))).toBe("TEMPLATE_UNREADABLE");
    expect(readdirSync(dir).map((name) => readFileSync(join(dir, name), "hex"))).toEqual(before);
    const right = await openFileVault({ dir, kek });
    expect([...(await right.open(BINDING, sealed))]).toEqual([7]);
  });

  it("refuses keys without their check value rather than adopting them", async () => {
    const dir = freshDir();
    const kek = freshKek();
    await (await openFileVault({ dir, kek })).seal(BINDING, new Uint8Array([7]));
    rmSync(join(dir, "kek.check"));
    expect(await codeOf(() => openFileVault({ dir, kek }))).toBe("KEY_STORE_INVALID");
  });

  it("does not open one payer's key as another's", async () => {
    const dir = freshDir();
    const vault = await openFileVault({ dir, kek: freshKek() });
    const sealed = await vault.seal(BINDING, new Uint8Array([7]));
    const stolen = readFileSync(join(dir, "payer-1.key"));
    writeFileSync(join(dir, "payer-2.key"), stolen, { mode: 0o600 });
    const other = { ...BINDING, payer: "payer-2" };
    expect(await codeOf(() => vault.open(other, sealed))).toBe("TEMPLATE_UNREADABLE");
  });

  it("removes the file of a destroyed key", async () => {
    const dir = freshDir();
    const vault = await openFileVault({ dir, kek: freshKek() });
    await vault.seal(BINDING, new Uint8Array([7]));
    await vault.destroy("payer-1");
    expect(existsSync(join(dir, "payer-1.key"))).toBe(false);
  });

  it("lets no id name a file elsewhere", async () => {
    const vault = await openFileVault({ dir: freshDir(), kek: freshKek() });
    for (const payer of ["../kek", "a/b", "", ".", "a\0b", "x".repeat(101)]) {
      expect(await codeOf(() => vault.destroy(payer))).toBe("RangeError");
    }
  });

  it("takes only a KEK of 32 bytes", async () => {
    const short = new Uint8Array(31);
    expect(await codeOf(() => openFileVault({ dir: freshDir(), kek: short }))).toBe("RangeError");
  });
});

describe("loadOrCreateKek", () => {
  it("makes a key once, also for two callers at once", async () => {
    const file = join(freshDir(), "kek");
    const [a, b] = await Promise.all([loadOrCreateKek(file), loadOrCreateKek(file)]);
    expect(a).toEqual(b);
    expect(a.length).toBe(32);
    expect(await loadOrCreateKek(file)).toEqual(a);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(file, ".."))).toEqual(["kek"]);
  });

  it.each([0o640, 0o604, 0o666])("refuses a file of mode %o", async (mode) => {
    const file = join(freshDir(), "kek");
    await loadOrCreateKek(file);
    chmodSync(file, mode);
    expect(await codeOf(() => loadOrCreateKek(file))).toBe("KEY_STORE_INSECURE");
  });

  it("refuses a file that holds no key", async () => {
    const file = join(freshDir(), "kek");
    await loadOrCreateKek(file);
    writeFileSync(file, "short");
    expect(await codeOf(() => loadOrCreateKek(file))).toBe("KEY_STORE_INVALID");
  });
});

import { createHash, randomBytes } from "node:crypto";
import type { SecretStore } from "@sourire/core";
import { createMemorySecretStore } from "@sourire/core/testing";
import { loadOrCreateKek, openVault } from "@sourire/issuer";
import { createMemoryVault, templateVaultConformance } from "@sourire/issuer/testing";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../src/testing/codes.js";

const freshKek = (): Uint8Array => new Uint8Array(randomBytes(32));
const BINDING = { payer: "payer-1", scope: "shop", space: "s", version: 1 };
const nameOf = (payer: string): string => `${createHash("sha256").update(payer).digest("hex")}.key`;
const SEVEN = Uint8Array.of(7);

/** A memory store that can be looked into. */
function createGlassStore() {
  const inner = createMemorySecretStore();
  const names = new Set<string>();
  const secrets: SecretStore = {
    read: (name) => inner.read(name),
    create(name, secret) {
      names.add(name);
      return inner.create(name, secret);
    },
    destroy: (name) => inner.destroy(name),
  };
  const contents = async () => {
    const all: Record<string, string> = {};
    for (const name of names) {
      const secret = await inner.read(name);
      if (secret) all[name] = Buffer.from(secret).toString("hex");
    }
    return all;
  };
  return { secrets, contents };
}

describe("openVault is a TemplateVault", () => {
  it.each(templateVaultConformance)("$name", ({ run }) => run(createMemoryVault, expect));
});

describe("openVault", () => {
  it("keeps one wrapped secret a payer and opens it after a restart", async () => {
    const { secrets, contents } = createGlassStore();
    const kek = freshKek();
    const sealed = await (await openVault({ secrets, kek })).seal(BINDING, SEVEN);
    expect(Object.keys(await contents())).toEqual(["kek.check", nameOf("payer-1")]);
    expect((await secrets.read(nameOf("payer-1")))?.length).toBe(12 + 32 + 16);
    const again = await openVault({ secrets, kek });
    expect([...(await again.open(BINDING, sealed))]).toEqual([7]);
  });

  it("refuses another KEK and touches nothing", async () => {
    const { secrets, contents } = createGlassStore();
    const kek = freshKek();
    const sealed = await (await openVault({ secrets, kek })).seal(BINDING, SEVEN);
    const before = await contents();
    expect(await codeOf(() => openVault({ secrets, kek: freshKek() }))).toBe("TEMPLATE_UNREADABLE");
    expect(await contents()).toEqual(before);
    const right = await openVault({ secrets, kek });
    expect([...(await right.open(BINDING, sealed))]).toEqual([7]);
  });

  it("opened twice at once on a new store, belongs to one KEK", async () => {
    const { secrets } = createGlassStore();
    const same = freshKek();
    await Promise.all([openVault({ secrets, kek: same }), openVault({ secrets, kek: same })]);
    const other = createGlassStore().secrets;
    const codes = await Promise.all(
      [freshKek(), freshKek()].map((kek) => codeOf(() => openVault({ secrets: other, kek }))),
    );
    expect(codes.sort()).toEqual(["TEMPLATE_UNREADABLE", "no fault"]);
  });

  it("that lost its check value neither opens nor replaces keys of another KEK", async () => {
    const { secrets } = createGlassStore();
    const sealed = await (await openVault({ secrets, kek: freshKek() })).seal(BINDING, SEVEN);
    const before = await secrets.read(nameOf("payer-1"));
    await secrets.destroy("kek.check");
    const wrong = await openVault({ secrets, kek: freshKek() });
    expect(await codeOf(() => wrong.open(BINDING, sealed))).toBe("TEMPLATE_UNREADABLE");
    expect(await codeOf(() => wrong.seal(BINDING, SEVEN))).toBe("TEMPLATE_UNREADABLE");
    expect(await secrets.read(nameOf("payer-1"))).toEqual(before);
  });

  it("does not open one payer's key as another's", async () => {
    const { secrets } = createGlassStore();
    const vault = await openVault({ secrets, kek: freshKek() });
    const sealed = await vault.seal(BINDING, SEVEN);
    const stolen = await secrets.read(nameOf("payer-1"));
    await secrets.create(nameOf("payer-2"), stolen ?? new Uint8Array());
    const other = { ...BINDING, payer: "payer-2" };
    expect(await codeOf(() => vault.open(other, sealed))).toBe("TEMPLATE_UNREADABLE");
  });

  it("leaves no secret of a destroyed key", async () => {
    const { secrets, contents } = createGlassStore();
    const vault = await openVault({ secrets, kek: freshKek() });
    await vault.seal(BINDING, SEVEN);
    await vault.destroy("payer-1");
    expect(Object.keys(await contents())).toEqual(["kek.check"]);
  });

  it("keeps any two ids apart, whatever they hold", async () => {
    const { secrets, contents } = createGlassStore();
    const vault = await openVault({ secrets, kek: freshKek() });
    const ids = ["../kek", "a/b", "", ".", "a\0b", "kek", "Ab", "aB", "_-", "x".repeat(1_000)];
    for (const payer of ids) await vault.seal({ ...BINDING, payer }, SEVEN);
    const keys = Object.keys(await contents()).filter((name) => name !== "kek.check");
    expect(keys.length).toBe(ids.length);
    for (const key of keys) expect(key).toMatch(/^[0-9a-f]{64}\.key$/);
  });

  it("takes only a KEK of 32 bytes", async () => {
    const { secrets, contents } = createGlassStore();
    const kek = new Uint8Array(31);
    expect(await codeOf(() => openVault({ secrets, kek }))).toBe("RangeError");
    expect(await contents()).toEqual({});
  });
});

describe("loadOrCreateKek", () => {
  it("makes a key once, also for two callers at once", async () => {
    const { secrets, contents } = createGlassStore();
    const [a, b] = await Promise.all([loadOrCreateKek(secrets), loadOrCreateKek(secrets)]);
    expect(a).toEqual(b);
    expect(a.length).toBe(32);
    expect(await loadOrCreateKek(secrets)).toEqual(a);
    expect(Object.keys(await contents())).toEqual(["kek"]);
    expect(await loadOrCreateKek(secrets, "kek-2")).not.toEqual(a);
  });

  it("refuses a secret that is no such key, and leaves it", async () => {
    const { secrets, contents } = createGlassStore();
    await secrets.create("kek", Uint8Array.of(1, 2));
    expect(await codeOf(() => loadOrCreateKek(secrets))).toBe("KEY_STORE_INVALID");
    expect(await contents()).toEqual({ kek: "0102" });
  });

  it("passes on what the store refuses", async () => {
    const { secrets } = createGlassStore();
    expect(await codeOf(() => loadOrCreateKek(secrets, "../kek"))).toBe("RangeError");
  });
});

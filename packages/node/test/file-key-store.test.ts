import {
  chmod,
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isSourireError, openSealed, sealTo } from "@sourire/core";
import { keyStoreConformance } from "@sourire/core/testing";
import { createFileKeyStore } from "@sourire/node";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

let root = "";
let dir = "";
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "sourire-keys-"));
});
afterAll(() => rm(root, { recursive: true }));
const freshDir = async () => join(await mkdtemp(join(root, "k-")), "keys");
beforeEach(async () => {
  dir = await freshDir();
});

const file = (name: string) => join(dir, name);
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "nothing was thrown",
    (e: unknown) => (isSourireError(e) ? e.code : String(e)),
  );

describe("createFileKeyStore is a KeyStore", () => {
  const make = async () => createFileKeyStore({ dir: await freshDir() });
  it.each(keyStoreConformance)("$name", ({ run }) => run(make, expect));
});

describe("createFileKeyStore", () => {
  it("keeps keys for the next process, in private files and nothing else", async () => {
    const before = createFileKeyStore({ dir });
    const [signing, sealing] = [await before.signingKey("a"), await before.sealingKey("a")];
    const after = createFileKeyStore({ dir });
    expect((await after.signingKey("a")).kid).toBe(signing.kid);
    expect((await after.sealingKey("a")).kid).toBe(sealing.kid);
    expect((await readdir(dir)).sort()).toEqual(["a.enc.jwk", "a.sig.jwk"]);
    expect((await stat(dir)).mode & 0o777).toBe(0o700);
    expect((await stat(file("a.sig.jwk"))).mode & 0o777).toBe(0o600);
    expect((await stat(file("a.enc.jwk"))).mode & 0o777).toBe(0o600);
  });

  it("gives private keys that cannot be exported, and that open what was sealed", async () => {
    const key = await createFileKeyStore({ dir }).sealingKey("a");
    expect(key.privateKey.extractable).toBe(false);
    await expect(crypto.subtle.exportKey("jwk", key.privateKey)).rejects.toThrow();
    const sealed = await sealTo("a.b.c", { ...key.publicJwk, kid: key.kid }, "JWT");
    expect(await openSealed(sealed, () => key)).toBe("a.b.c");
  });

  it("ends with one key when many stores make it at once", async () => {
    const stores = Array.from({ length: 12 }, () => createFileKeyStore({ dir }));
    const kids = await Promise.all(stores.map(async (s) => (await s.signingKey("a")).kid));
    expect(new Set(kids).size).toBe(1);
    expect(await readdir(dir)).toEqual(["a.sig.jwk"]);
  });

  it("looks at the file once, and again after a failure", async () => {
    const store = createFileKeyStore({ dir });
    const { kid } = await store.signingKey("a");
    await chmod(file("a.sig.jwk"), 0o644);
    expect((await store.signingKey("a")).kid).toBe(kid);
    const another = createFileKeyStore({ dir });
    expect(await codeOf(another.signingKey("a"))).toBe("KEY_STORE_INSECURE");
    await chmod(file("a.sig.jwk"), 0o600);
    expect((await another.signingKey("a")).kid).toBe(kid);
  });
});

describe("createFileKeyStore refuses", () => {
  it.each([0o640, 0o604, 0o644, 0o660, 0o601])("a key file of mode %o", async (mode) => {
    await createFileKeyStore({ dir }).signingKey("a");
    await chmod(file("a.sig.jwk"), mode);
    expect(await codeOf(createFileKeyStore({ dir }).signingKey("a"))).toBe("KEY_STORE_INSECURE");
  });

  it.each([0o777, 0o770, 0o702])("a folder of mode %o, which others may write to", async (mode) => {
    await mkdir(dir);
    await chmod(dir, mode);
    expect(await codeOf(createFileKeyStore({ dir }).signingKey("a"))).toBe("KEY_STORE_INSECURE");
    expect(await readdir(dir)).toEqual([]);
  });

  it.runIf(process.getuid?.() === 0)("a key file that another user owns", async () => {
    await createFileKeyStore({ dir }).signingKey("a");
    const { chown } = await import("node:fs/promises");
    await chown(file("a.sig.jwk"), 12_345, 12_345);
    expect(await codeOf(createFileKeyStore({ dir }).signingKey("a"))).toBe("KEY_STORE_INSECURE");
  });

  it("a damaged file, and leaves it as it is", async () => {
    await createFileKeyStore({ dir }).signingKey("a");
    const whole = await readFile(file("a.sig.jwk"), "utf8");
    const jwk = JSON.parse(whole) as Record<string, string>;
    const other = JSON.parse(await otherKey()) as Record<string, string>;
    const damaged = [
      "",
      "{",
      "null",
      "[]",
      "17",
      whole.slice(0, -5),
      whole + whole,
      JSON.stringify({ ...jwk, d: undefined }),
      JSON.stringify({ ...jwk, d: "A".repeat(43) }), // zero
      JSON.stringify({ ...jwk, d: other["d"] }), // another key's private half
      JSON.stringify({ ...jwk, y: other["y"] }), // not on the curve
      JSON.stringify({ ...jwk, kty: "RSA" }),
      JSON.stringify({ ...jwk, crv: "P-384" }),
      JSON.stringify({ ...jwk, use: "enc" }),
      " ".repeat(5_000) + whole,
    ];
    for (const text of damaged) {
      await writeFile(file("a.sig.jwk"), text);
      const code = await codeOf(createFileKeyStore({ dir }).signingKey("a"));
      expect(code, text.slice(0, 40)).toBe("KEY_STORE_INVALID");
      expect(await readFile(file("a.sig.jwk"), "utf8")).toBe(text);
    }
  });

  it("whatever one changed character makes of a key, unless it is the same key", async () => {
    const { kid } = await createFileKeyStore({ dir }).signingKey("a");
    const whole = await readFile(file("a.sig.jwk"), "utf8");
    const change = fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 32, max: 126 }));
    await fc.assert(
      fc.asyncProperty(change, async ([at, char]) => {
        await writeFile(
          file("a.sig.jwk"),
          whole.slice(0, at) + String.fromCharCode(char) + whole.slice(at + 1),
        );
        const result = await createFileKeyStore({ dir })
          .signingKey("a")
          .then(
            (key) => key.kid,
            (e: unknown) => (isSourireError(e) ? e.code : String(e)),
          );
        expect([kid, "KEY_STORE_INVALID"]).toContain(result);
      }),
      { numRuns: 100 },
    );
  });

  it("to say what a damaged file holds", async () => {
    await createFileKeyStore({ dir }).signingKey("a");
    await writeFile(file("a.sig.jwk"), '{"d":"the-secret');
    const fault: unknown = await createFileKeyStore({ dir })
      .signingKey("a")
      .catch((e) => e);
    expect(`${String(fault)} ${String((fault as Error).cause)}`).not.toContain("the-secret");
  });

  it("a signing key in the place of a sealing key", async () => {
    await createFileKeyStore({ dir }).signingKey("a");
    await copyFile(file("a.sig.jwk"), file("a.enc.jwk"));
    expect(await codeOf(createFileKeyStore({ dir }).sealingKey("a"))).toBe("KEY_STORE_INVALID");
  });

  it("a folder whose parent is a file, with a storage code", async () => {
    await writeFile(join(root, "file"), "");
    const store = createFileKeyStore({ dir: join(root, "file", "keys") });
    expect(await codeOf(store.signingKey("a"))).toBe("STORAGE_FAILED");
  });
});

async function otherKey(): Promise<string> {
  const other = await freshDir();
  await createFileKeyStore({ dir: other }).signingKey("a");
  return readFile(join(other, "a.sig.jwk"), "utf8");
}

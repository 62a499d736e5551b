import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { CompactEncrypt, exportJWK, generateKeyPair, importJWK } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import type { PublicJwk } from "../../src/protocol/calls.js";
import type { SealingKey } from "../../src/protocol/key-store.js";
import { openSealed, sealTo } from "../../src/protocol/seal.js";
import { createMemoryKeyStore } from "../../src/testing/memory-key-store.js";
import { codeOf, decodePart, encodeJson, withPart } from "./fixtures.js";

const TEXT = "header.claims.signature";
const PIN = { alg: "ECDH-ES", enc: "A256GCM", cty: "JWT" };
let key: SealingKey;
let publicKey: PublicJwk & { kid: string };
let sealed: string;
const open = (jwe: string): Promise<string> =>
  openSealed(jwe, (kid) => (kid === key.kid ? key : undefined));

beforeAll(async () => {
  key = await createMemoryKeyStore().sealingKey("s");
  publicKey = { ...key.publicJwk, kid: key.kid };
  sealed = await sealTo(TEXT, publicKey, "JWT");
});

/** Seals as jose would with any header, to the right key. */
async function sealedWith(header: Record<string, unknown>, text = TEXT): Promise<string> {
  const { kid, kty, crv, x, y } = publicKey;
  return new CompactEncrypt(new TextEncoder().encode(text))
    .setProtectedHeader({ ...PIN, kid, ...header })
    .encrypt(await importJWK({ kty, crv, x, y }, "ECDH-ES"));
}

describe("sealTo and openSealed", () => {
  it("round-trip any text, and never the same way twice", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme", maxLength: 2000 }), async (text) => {
        expect(await open(await sealTo(text, publicKey, "JWT"))).toBe(text);
      }),
      { numRuns: 30 },
    );
    expect(await sealTo(TEXT, publicKey, "JWT")).not.toBe(sealed);
  });

  it("pins algorithm, encryption and content type in the header", () => {
    const { epk, ...header } = decodePart(sealed, 0);
    expect(header).toEqual({ ...PIN, kid: key.kid });
    expect(Object.keys(epk as object).sort()).toEqual(["crv", "kty", "x", "y"]);
  });

  it.each([0, 1, 2, 3, 4])("refuses a changed part %d", async (index) => {
    const part = sealed.split(".")[index] ?? "";
    const flipped = (part.startsWith("A") ? "B" : "A") + part.slice(1);
    for (const other of [flipped, part.slice(4), `${part}AAAA`, "", "*"]) {
      if (other === part) continue;
      expect(await codeOf(open(withPart(sealed, index, other))), other).toBe("SEAL_INVALID");
    }
  });

  it("refuses a header that was changed after sealing", async () => {
    const header = { ...decodePart(sealed, 0), cty: "JWT", extra: undefined };
    const reordered = encodeJson(Object.fromEntries(Object.entries(header).reverse()));
    expect(await codeOf(open(withPart(sealed, 0, reordered)))).toBe("SEAL_INVALID");
  });

  it("refuses compression: a bomb is not inflated", async () => {
    const zipped = await sealedWith({ zip: "DEF" }, "x".repeat(1_000_000)).catch(() => undefined);
    // also by hand, should jose one day no longer compress
    const bomb = deflateRawSync(Buffer.alloc(5_000_000)).toString("latin1");
    for (const jwe of [
      zipped,
      withPart(await sealedWith({}, bomb), 0, encodeJson({ zip: "DEF" })),
    ]) {
      if (jwe) expect(await codeOf(open(jwe))).toBe("SEAL_INVALID");
    }
    expect(zipped).toBeDefined();
  });

  it("refuses other algorithms", async () => {
    const plain = new TextEncoder().encode(TEXT);
    const kid = key.kid;
    const rsa = await generateKeyPair("RSA-OAEP");
    const header = { ...PIN, kid };
    const tokens = [
      await new CompactEncrypt(plain)
        .setProtectedHeader({ ...header, alg: "RSA-OAEP" })
        .encrypt(rsa.publicKey),
      await new CompactEncrypt(plain)
        .setProtectedHeader({ ...header, alg: "dir" })
        .encrypt(new Uint8Array(32)),
      await sealedWith({ alg: "ECDH-ES+A256KW" }),
      await sealedWith({ enc: "A128GCM" }),
      await sealedWith({ enc: "A256CBC-HS512" }),
    ];
    for (const jwe of tokens) expect(await codeOf(open(jwe))).toBe("SEAL_INVALID");
  });

  it("refuses other header members and content types", async () => {
    for (const header of [{ cty: "text/plain" }, { cty: undefined }, { typ: "JWE" }, { foo: 1 }]) {
      expect(await codeOf(open(await sealedWith(header)))).toBe("SEAL_INVALID");
    }
    const critical = encodeJson({ ...decodePart(sealed, 0), crit: ["cty"] });
    expect(await codeOf(open(withPart(sealed, 0, critical)))).toBe("SEAL_INVALID");
  });

  it("refuses an ephemeral key off the curve or with a private part", async () => {
    const { epk, ...header } = decodePart(sealed, 0) as { epk: Record<string, string> };
    const { privateKey } = await generateKeyPair("ECDH-ES", { extractable: true });
    for (const other of [{ ...epk, y: epk["x"] }, await exportJWK(privateKey)]) {
      const changed = encodeJson({ ...header, epk: other });
      expect(await codeOf(open(withPart(sealed, 0, changed)))).toBe("SEAL_INVALID");
    }
  });

  it("refuses keys that are not known, or another one under this name", async () => {
    const other = await createMemoryKeyStore().sealingKey("s");
    expect(await codeOf(openSealed(sealed, () => undefined))).toBe("SEAL_INVALID");
    expect(await codeOf(openSealed(sealed, () => other))).toBe("SEAL_INVALID");
  });

  it("refuses more than 128,000 characters", async () => {
    expect(await codeOf(open(withPart(sealed, 3, "A".repeat(128_000))))).toBe("SEAL_INVALID");
  });

  it("never ends in anything but a SourireError", async () => {
    const parts = fc.array(fc.base64String(), { minLength: 5, maxLength: 5 });
    const anyText = fc.oneof(
      fc.string(),
      parts.map((p) => p.join(".")),
    );
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        expect(await codeOf(open(text))).toBe("SEAL_INVALID");
      }),
    );
  });
});

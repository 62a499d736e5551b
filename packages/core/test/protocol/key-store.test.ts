import { generateKeyPair } from "jose";
import { describe, expect, it } from "vitest";
import {
  sealingKeyFromCryptoKey,
  signingKeyFromCryptoKey,
  thumbprint,
} from "../../src/protocol/key-store.js";
import { keyStoreConformance } from "../../src/testing/key-store-conformance.js";
import { createMemoryKeyStore } from "../../src/testing/memory-key-store.js";

describe("createMemoryKeyStore is a KeyStore", () => {
  const make = async () => createMemoryKeyStore();
  it.each(keyStoreConformance)("$name", ({ run }) => run(make, expect));

  it("keeps its private keys inside", async () => {
    const { privateKey } = await createMemoryKeyStore().sealingKey("a");
    expect(privateKey.extractable).toBe(false);
    await expect(crypto.subtle.exportKey("jwk", privateKey)).rejects.toThrow();
  });
});

describe("keys around CryptoKeys", () => {
  it("refuse another curve or use", async () => {
    const p384 = (await generateKeyPair("ES384")) as CryptoKeyPair;
    const ecdh = (await generateKeyPair("ECDH-ES")) as CryptoKeyPair;
    const rsa = (await generateKeyPair("RS256")) as CryptoKeyPair;
    for (const pair of [p384, ecdh, rsa]) {
      await expect(signingKeyFromCryptoKey(pair)).rejects.toThrow(TypeError);
    }
    for (const pair of [p384, rsa, (await generateKeyPair("ES256")) as CryptoKeyPair]) {
      await expect(sealingKeyFromCryptoKey(pair)).rejects.toThrow(TypeError);
    }
  });

  it("have the thumbprint of RFC 7638: only the key itself counts", async () => {
    const key = await signingKeyFromCryptoKey((await generateKeyPair("ES256")) as CryptoKeyPair);
    const dressed = { ...key.publicJwk, kid: "x", use: "sig", alg: "ES256" };
    expect(await thumbprint(dressed)).toBe(key.kid);
  });
});

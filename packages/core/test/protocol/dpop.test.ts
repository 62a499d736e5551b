import fc from "fast-check";
import { exportJWK, generateKeyPair } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { systemRandom } from "../../src/kernel/random.js";
import {
  type CreateDpopProofOptions,
  createDpopProof,
  type DpopProof,
  normalizeHtu,
  type VerifyDpopProofOptions,
  verifyDpopProof,
} from "../../src/protocol/dpop.js";
import { type SigningKey, signingKeyFromCryptoKey } from "../../src/protocol/key-store.js";
import { signToken } from "../../src/protocol/sign.js";
import { TOKEN_TYPES } from "../../src/protocol/token-type.js";
import {
  codeOf,
  decodePart,
  encodeJson,
  forge,
  NOW_MS,
  NOW_S,
  newKey,
  withPart,
} from "./fixtures.js";

const CALL = { method: "POST", url: "https://issuer.example/v1/intents" };
let key: SigningKey;
const make = (options: Partial<CreateDpopProofOptions> = {}): Promise<string> =>
  createDpopProof({ key, ...CALL, nowMs: NOW_MS, random: systemRandom, ...options });
const verify = (proof: string, options: Partial<VerifyDpopProofOptions> = {}): Promise<DpopProof> =>
  verifyDpopProof(proof, { ...CALL, nowMs: NOW_MS, ...options });

beforeAll(async () => {
  key = await newKey();
});

describe("a DPoP proof", () => {
  it("tells who made it", async () => {
    const proof = await make();
    const { thumbprint, jti, publicJwk } = await verify(proof, { expectedThumbprint: key.kid });
    expect(thumbprint).toBe(key.kid);
    expect(publicJwk).toEqual(key.publicJwk);
    expect(jti).toBe(decodePart(proof, 1)["jti"]);
    expect(decodePart(proof, 0)).toEqual({ alg: "ES256", typ: "dpop+jwt", jwk: key.publicJwk });
  });

  it("has a new jti each time", async () => {
    const [a, b] = [await verify(await make()), await verify(await make())];
    expect(a.jti).not.toBe(b.jti);
    expect(Buffer.from(a.jti, "base64url").length).toBe(16);
  });

  it("is for one method and one address", async () => {
    const proof = await make();
    expect(await codeOf(verify(proof, { method: "GET" }))).toBe("DPOP_INVALID");
    expect(await codeOf(verify(proof, { method: "post" }))).toBe("DPOP_INVALID");
    for (const url of [
      "https://issuer.example/v1/intent",
      "https://issuer.example/v1/intents/",
      "https://issuer.example/V1/intents",
      "http://issuer.example/v1/intents",
      "https://issuer.example:8443/v1/intents",
      "https://evil.example/v1/intents",
      "https://issuer.example.evil.example/v1/intents",
    ]) {
      expect(await codeOf(verify(proof, { url })), url).toBe("DPOP_INVALID");
    }
  });

  it("does not care for query, fragment and spelling of the address", async () => {
    const proof = await make({ url: `${CALL.url}?a=1#b` });
    expect(decodePart(proof, 1)["htu"]).toBe(CALL.url);
    for (const url of [
      "HTTPS://ISSUER.example:443/v1/intents?x=2#y",
      "https://issuer.example/v1/../v1/./intents",
      "https://issuer.example/v1/%69ntents",
    ]) {
      expect((await verify(proof, { url })).thumbprint, url).toBe(key.kid);
    }
  });

  it("is for one access token", async () => {
    const proof = await make({ accessToken: "token.a.b" });
    expect(await codeOf(verify(proof, { accessToken: "token.a.b" }))).toBe("accepted");
    expect(await codeOf(verify(proof, { accessToken: "token.a.c" }))).toBe("DPOP_INVALID");
    expect(await codeOf(verify(proof))).toBe("DPOP_INVALID");
    expect(await codeOf(verify(await make(), { accessToken: "token.a.b" }))).toBe("DPOP_INVALID");
  });

  it("holds the server's current nonce, where one is asked for", async () => {
    const old = await make({ nonce: "n1" });
    expect(await codeOf(verify(old, { nonce: "n1" }))).toBe("accepted");
    expect(await codeOf(verify(old, { nonce: "n2" }))).toBe("DPOP_NONCE_REQUIRED");
    expect(await codeOf(verify(await make(), { nonce: "n1" }))).toBe("DPOP_NONCE_REQUIRED");
    expect(await codeOf(verify(old, { nonce: async (n) => n === "n1" }))).toBe("accepted");
    expect(await codeOf(verify(old, { nonce: () => false }))).toBe("DPOP_NONCE_REQUIRED");
    // a wrong proof is wrong before its nonce is looked at
    expect(await codeOf(verify(old, { nonce: "n2", method: "GET" }))).toBe("DPOP_INVALID");
  });

  it("is for its time, 120 s and 5 s for the clocks", async () => {
    const at = async (s: number): Promise<string> =>
      codeOf(verify(await make(), { nowMs: NOW_MS + s * 1000 }));
    expect(await at(125)).toBe("accepted");
    expect(await at(126)).toBe("DPOP_INVALID");
    expect(await at(-5)).toBe("accepted");
    expect(await at(-6)).toBe("DPOP_INVALID");
  });

  it("is of the key that is expected", async () => {
    const thief = await newKey();
    const proof = await make({ key: thief });
    expect(await codeOf(verify(proof, { expectedThumbprint: key.kid }))).toBe("DPOP_INVALID");
    // the thief's signature under the owner's public key
    const disguised = { ...thief, publicJwk: key.publicJwk };
    expect(await codeOf(verify(await make({ key: disguised })))).toBe("DPOP_INVALID");
    const own = await make();
    const swapped = encodeJson({ ...decodePart(own, 0), jwk: thief.publicJwk });
    expect(await codeOf(verify(withPart(own, 0, swapped)))).toBe("DPOP_INVALID");
  });

  it("carries a public P-256 key and nothing private", async () => {
    const pair = await generateKeyPair("ES256", { extractable: true });
    const careless = await signingKeyFromCryptoKey(pair as CryptoKeyPair);
    const payload = JSON.stringify(decodePart(await make(), 1));
    const head = { alg: "ES256", typ: "dpop+jwt" };
    const rsa = await exportJWK((await generateKeyPair("RS256", { extractable: true })).publicKey);
    const es384 = await exportJWK(
      (await generateKeyPair("ES384", { extractable: true })).publicKey,
    );
    for (const jwk of [await exportJWK(pair.privateKey), rsa, es384, { kty: "oct", k: "AA" }]) {
      expect(await codeOf(verify(await forge({ ...head, jwk }, payload, careless)))).toBe(
        "DPOP_INVALID",
      );
    }
    const fine = await forge({ ...head, jwk: careless.publicJwk }, payload, careless);
    expect(await codeOf(verify(fine))).toBe("accepted");
    const named = await forge({ ...head, jwk: careless.publicJwk, kid: "x" }, payload, careless);
    expect(await codeOf(verify(named))).toBe("DPOP_INVALID");
    expect(await codeOf(verify(await forge(head, payload, careless)))).toBe("DPOP_INVALID");
  });

  it("has only the claims of RFC 9449", async () => {
    const claims = decodePart(await make(), 1);
    const { kty, crv, x, y } = key.publicJwk;
    for (const change of [{ jti: undefined }, { iat: "x" }, { htu: "not an address" }, { x: 1 }]) {
      const proof = await signToken(TOKEN_TYPES.dpop, { ...claims, ...change }, key, {
        jwk: { kty, crv, x, y },
      });
      expect(await codeOf(verify(proof))).toBe("DPOP_INVALID");
    }
    for (const htu of ["ftp://issuer.example/v1/intents", "https://u@issuer.example/v1/intents"]) {
      const proof = await signToken(TOKEN_TYPES.dpop, { ...claims, htu }, key, {
        jwk: { kty, crv, x, y },
      });
      expect(await codeOf(verify(proof)), htu).toBe("DPOP_INVALID");
    }
    expect(await codeOf(verify(await signToken(TOKEN_TYPES.intent, claims, key)))).toBe(
      "DPOP_INVALID",
    );
    expect((claims["iat"] as number) === NOW_S).toBe(true);
  });

  it("never ends in anything but a SourireError", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.base64String()), async (text) => {
        expect(await codeOf(verify(text))).toBe("DPOP_INVALID");
      }),
    );
  });
});

describe("normalizeHtu", () => {
  const part = fc.array(fc.constantFrom("a", "Z", "%41", "%2f", "%c3%a9", "~", ".", "..", "/"));
  const anyUrl = fc
    .tuple(fc.constantFrom("https://a.example", "HTTP://A.example:80"), part, part, part)
    .map(([at, path, query, hash]) => `${at}/${path.join("")}?${query.join("")}#${hash.join("")}`);

  it("gives the same for its own answer", () => {
    fc.assert(
      fc.property(anyUrl, (url) => {
        const once = normalizeHtu(url);
        expect(normalizeHtu(once)).toBe(once);
        expect(once).not.toMatch(/[?#]/);
      }),
    );
  });

  it("keeps escapes that mean something", () => {
    expect(normalizeHtu("https://a.example/x%2fy%41")).toBe("https://a.example/x%2FyA");
    expect(() => normalizeHtu("file:///etc")).toThrow(TypeError);
    expect(() => normalizeHtu("https://a:b@c.example/")).toThrow(TypeError);
  });
});

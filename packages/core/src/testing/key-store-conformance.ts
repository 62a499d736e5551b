import type { PublicJwk } from "../protocol/calls.js";
import { type KeyStore, type SigningKey, thumbprint } from "../protocol/key-store.js";
import type { ConformanceCase } from "./conformance-case.js";

const DATA = new TextEncoder().encode("what is signed");

/** What every {@link KeyStore} must do. */
export const keyStoreConformance: readonly ConformanceCase<KeyStore>[] = [
  {
    name: "gives the same key for the same name, also to callers at once",
    async run(make, expect) {
      const store = await make();
      const signing = await Promise.all([store.signingKey("a"), store.signingKey("a")]);
      const sealing = await Promise.all([store.sealingKey("a"), store.sealingKey("a")]);
      expect(signing[0].kid).toBe(signing[1].kid);
      expect(sealing[0].kid).toBe(sealing[1].kid);
      expect((await store.signingKey("a")).publicJwk).toEqual(signing[0].publicJwk);
      expect((await store.sealingKey("a")).publicJwk).toEqual(sealing[0].publicJwk);
    },
  },
  {
    name: "gives different keys for different names and different uses",
    async run(make, expect) {
      const store = await make();
      const keys = [
        await store.signingKey("a"),
        await store.signingKey("b-2"),
        await store.sealingKey("a"),
        await store.sealingKey("b-2"),
      ];
      expect(new Set(keys.map(({ kid }) => kid)).size).toBe(4);
    },
  },
  {
    name: "names a key by its RFC 7638 thumbprint and publishes nothing private",
    async run(make, expect) {
      const store = await make();
      for (const key of [await store.signingKey("a"), await store.sealingKey("a")]) {
        expect(key.kid).toBe(await thumbprint(key.publicJwk));
        expect(Object.keys(key.publicJwk).sort()).toEqual(["crv", "kty", "x", "y"]);
      }
    },
  },
  {
    name: "signs with ES256: 64 bytes that the public key verifies, for these bytes only",
    async run(make, expect) {
      const key = await (await make()).signingKey("a");
      const signature = await key.sign(DATA);
      expect(signature.length).toBe(64);
      expect(await verifies(key, signature, DATA)).toBe(true);
      expect(await verifies(key, signature, DATA.slice(1))).toBe(false);
    },
  },
  {
    name: "agrees on a secret with ECDH on P-256",
    async run(make, expect) {
      const { privateKey, publicJwk } = await (await make()).sealingKey("a");
      const curve = { name: "ECDH", namedCurve: "P-256" };
      const other = await crypto.subtle.generateKey(curve, false, ["deriveBits"]);
      const own = await crypto.subtle.importKey("jwk", plain(publicJwk), curve, false, []);
      const here = { name: "ECDH", public: other.publicKey };
      const there = { name: "ECDH", public: own };
      expect(new Uint8Array(await crypto.subtle.deriveBits(here, privateKey, 256))).toEqual(
        new Uint8Array(await crypto.subtle.deriveBits(there, other.privateKey, 256)),
      );
    },
  },
  {
    name: "refuses names that could lead elsewhere",
    async run(make, expect) {
      const store = await make();
      for (const name of ["", "A", "a/b", "../a", "a.b", "a b", "a\0", "ä", "a".repeat(65)]) {
        expect(await refusal(store.signingKey(name)), name).toBe("RangeError");
        expect(await refusal(store.sealingKey(name)), name).toBe("RangeError");
      }
    },
  },
];

function plain({ kty, crv, x, y }: PublicJwk): JsonWebKey {
  return { kty, crv, x, y };
}

async function verifies(
  key: SigningKey,
  signature: Uint8Array,
  data: Uint8Array,
): Promise<boolean> {
  const curve = { name: "ECDSA", namedCurve: "P-256" };
  const jwk = plain(key.publicJwk);
  const publicKey = await crypto.subtle.importKey("jwk", jwk, curve, false, ["verify"]);
  return crypto.subtle.verify(
    { name: "ECDSA", hash: "SHA-256" },
    publicKey,
    signature as Uint8Array<ArrayBuffer>,
    data as Uint8Array<ArrayBuffer>,
  );
}

async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "nothing";
  } catch (error) {
    return error instanceof Error ? error.name : "not an error";
  }
}

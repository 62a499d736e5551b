import { calculateJwkThumbprint } from "jose";
import type { PublicJwk } from "./calls.js";

/** A key that signs with ES256. The private part may lie in an HSM, a TPM or a non-extractable `CryptoKey`. */
export interface SigningKey {
  /** RFC 7638 thumbprint of the public key, SHA-256, base64url. */
  readonly kid: string;
  /** What others verify with: `kty`, `crv`, `x`, `y`, nothing private. */
  readonly publicJwk: PublicJwk;
  /**
   * Signs with ECDSA on P-256 over SHA-256.
   * @returns 64 bytes: r and s, big endian, as RFC 7518 section 3.4 wants them (never DER)
   */
  sign(data: Uint8Array): Promise<Uint8Array>;
}

/** A key that opens what was sealed to its public half (ECDH-ES on P-256). */
export interface SealingKey {
  /** RFC 7638 thumbprint of the public key, SHA-256, base64url. */
  readonly kid: string;
  /** What others seal to. */
  readonly publicJwk: PublicJwk;
  /** ECDH P-256 with the usage `deriveBits`; need not be extractable. */
  readonly privateKey: CryptoKey;
}

/**
 * Where private keys live. Implementations pass `keyStoreConformance` from `@sourire/core/testing`.
 * A key is made when it is first asked for; the same name gives the same key from then on, also when
 * two callers ask at once. A signing and a sealing key of one name are two different keys.
 */
export interface KeyStore {
  /**
   * The ES256 key of that name.
   * @param name - `[a-z0-9-]+`
   * @throws {RangeError} on another name
   * @throws {SourireError} `KEY_STORE_INSECURE`, `KEY_STORE_INVALID`, `STORAGE_*` where it is a file
   */
  signingKey(name: string): Promise<SigningKey>;
  /**
   * The ECDH P-256 key of that name.
   * @param name - `[a-z0-9-]+`
   * @throws {RangeError} on another name
   * @throws {SourireError} `KEY_STORE_INSECURE`, `KEY_STORE_INVALID`, `STORAGE_*` where it is a file
   */
  sealingKey(name: string): Promise<SealingKey>;
}

/**
 * The check of names that every key store makes, so that a name can be a file's name.
 * @throws {RangeError} when `name` is not 1 to 64 of `a-z`, `0-9`, `-`
 */
export function assertKeyName(name: string): void {
  if (!/^[a-z0-9-]{1,64}$/.test(name)) throw new RangeError("a key's name is 1-64 of a-z, 0-9, -");
}

/** RFC 7638 thumbprint (SHA-256, base64url) of a public key; `kid`, `alg` and `use` play no part. */
export function thumbprint(jwk: PublicJwk): Promise<string> {
  const { kty, crv, x, y } = jwk;
  return calculateJwkThumbprint({ kty, crv, x, y }, "sha256");
}

/**
 * A signing key around a WebCrypto pair.
 * @param pair - ECDSA P-256; the private key may be non-extractable
 * @throws {TypeError} when the pair is of another kind
 */
export async function signingKeyFromCryptoKey(pair: CryptoKeyPair): Promise<SigningKey> {
  const publicJwk = await exportPublicJwk(pair, "ECDSA");
  const { privateKey } = pair;
  return Object.freeze({
    kid: await thumbprint(publicJwk),
    publicJwk,
    async sign(data: Uint8Array): Promise<Uint8Array> {
      const algorithm = { name: "ECDSA", hash: "SHA-256" };
      return new Uint8Array(
        await crypto.subtle.sign(algorithm, privateKey, data as Uint8Array<ArrayBuffer>),
      );
    },
  });
}

/**
 * A sealing key around a WebCrypto pair.
 * @param pair - ECDH P-256; the private key may be non-extractable
 * @throws {TypeError} when the pair is of another kind
 */
export async function sealingKeyFromCryptoKey(pair: CryptoKeyPair): Promise<SealingKey> {
  const publicJwk = await exportPublicJwk(pair, "ECDH");
  return Object.freeze({
    kid: await thumbprint(publicJwk),
    publicJwk,
    privateKey: pair.privateKey,
  });
}

async function exportPublicJwk(pair: CryptoKeyPair, name: string): Promise<PublicJwk> {
  for (const key of [pair.publicKey, pair.privateKey]) {
    const algorithm = key.algorithm as EcKeyAlgorithm;
    if (algorithm.name !== name || algorithm.namedCurve !== "P-256") {
      throw new TypeError(`need an ${name} key on P-256`);
    }
  }
  const { x, y } = await crypto.subtle.exportKey("jwk", pair.publicKey);
  if (x === undefined || y === undefined) throw new TypeError("not an elliptic curve key");
  return Object.freeze({ kty: "EC", crv: "P-256", x, y });
}

import { CompactEncrypt, compactDecrypt, importJWK } from "jose";
import * as z from "zod";
import { SourireError } from "../kernel/errors.js";
import { type PublicJwk, publicJwkSchema } from "./calls.js";
import { decodeCompact, decodeJsonObject } from "./compact.js";
import type { SealingKey } from "./key-store.js";

/** The longest seal that is looked at: a token of the greatest length, sealed, and some room. */
const MAX_SEALED_CHARACTERS = 128_000;

/** All that a header may hold. Strict: `zip`, `crit`, `apu`, `p2c` and the rest are refused. */
const headerSchema = z.strictObject({
  alg: z.literal("ECDH-ES"),
  enc: z.literal("A256GCM"),
  cty: z.literal("JWT"),
  kid: z.string().min(1).max(200),
  epk: publicJwkSchema.pick({ kty: true, crv: true, x: true, y: true }),
});

/**
 * Seals a text to a public key: compact JWE, ECDH-ES on P-256 and A256GCM, without compression
 * (compressed length tells about what is inside).
 * @param key - the reader's public key and its `kid`
 * @param contentType - what is inside: a signed token, because anyone can seal to a public key
 */
export async function sealTo(
  text: string,
  key: PublicJwk & { readonly kid: string },
  contentType: "JWT",
): Promise<string> {
  const { kty, crv, x, y, kid } = key;
  return new CompactEncrypt(new TextEncoder().encode(text))
    .setProtectedHeader({ alg: "ECDH-ES", enc: "A256GCM", cty: contentType, kid })
    .encrypt(await importJWK({ kty, crv, x, y }, "ECDH-ES"));
}

/**
 * Opens what {@link sealTo} made. What comes out is as good as the signature on it, no better.
 * @param keys - answers the private key of a `kid`; `undefined` refuses
 * @throws {SourireError} `SEAL_INVALID`, without saying which check failed
 */
export async function openSealed(
  jwe: string,
  keys: (kid: string) => SealingKey | undefined,
): Promise<string> {
  try {
    const [head, encryptedKey] = decodeCompact(jwe, 5, MAX_SEALED_CHARACTERS);
    if (!head || encryptedKey?.length !== 0) throw new SyntaxError("not a direct agreement");
    const { kid } = headerSchema.parse(decodeJsonObject(head));
    const key = keys(kid);
    if (!key) throw new TypeError("sealed to a key that is not known");
    const { plaintext } = await compactDecrypt(jwe, key.privateKey, {
      keyManagementAlgorithms: ["ECDH-ES"],
      contentEncryptionAlgorithms: ["A256GCM"],
      maxDecompressedLength: 0,
    });
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(plaintext);
  } catch (cause) {
    throw new SourireError("SEAL_INVALID", "the seal cannot be opened", { cause });
  }
}

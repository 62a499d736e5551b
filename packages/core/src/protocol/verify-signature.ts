import { compactVerify, importJWK } from "jose";
import * as z from "zod";
import { SourireError } from "../kernel/errors.js";
import { type PublicJwk, publicJwkSchema } from "./calls.js";
import { decodeCompact, decodeJsonObject } from "./compact.js";
import type { TokenType } from "./token-type.js";

/** The longest token that is looked at: evidence with a 2,048-d template stays below half of it. */
const MAX_TOKEN_CHARACTERS = 64_000;

/**
 * All that a header may hold. Strict: `crit`, `b64`, `jku`, `x5u`, `x5c`, `zip` and whatever comes
 * later are refused rather than ignored.
 */
const headerSchema = z.strictObject({
  alg: z.string(),
  typ: z.string().optional(),
  kid: z.string().min(1).max(200).optional(),
  jwk: publicJwkSchema.optional(),
});

/** What a header says before anything is verified. */
export type TokenHeader = z.infer<typeof headerSchema>;

/**
 * Reads the header without verifying anything: to choose a key, never to decide.
 * @throws {SourireError} `TOKEN_MALFORMED`
 */
export function readHeader(token: string): TokenHeader {
  return decodeToken(token).header;
}

/**
 * Verifies that a token is of a type and signed by a key, ES256 and nothing else (RFC 8725).
 * @param keyOf - chooses the key from the header; must answer only keys that were known before
 * @returns the claims, whose content nobody has checked yet
 * @throws {SourireError} `TOKEN_MALFORMED`, `TOKEN_TYPE_MISMATCH`, `TOKEN_SIGNATURE_INVALID`
 */
export async function verifySignature(
  type: TokenType,
  token: string,
  keyOf: (header: TokenHeader) => PublicJwk | undefined | Promise<PublicJwk | undefined>,
): Promise<Record<string, unknown>> {
  const { header, payload } = decodeToken(token);
  if (header.typ !== type) throw new SourireError("TOKEN_TYPE_MISMATCH", `not a ${type}`);
  if (header.alg !== "ES256") {
    throw new SourireError("TOKEN_SIGNATURE_INVALID", "the algorithm is not ES256");
  }
  const jwk = await keyOf(header);
  if (!jwk || (jwk.kid !== undefined && header.kid !== undefined && jwk.kid !== header.kid)) {
    throw new SourireError("TOKEN_SIGNATURE_INVALID", "signed with a key that is not known");
  }
  try {
    const { kty, crv, x, y } = jwk;
    const key = await importJWK({ kty, crv, x, y }, "ES256");
    await compactVerify(token, key, { algorithms: ["ES256"] });
  } catch (cause) {
    throw new SourireError("TOKEN_SIGNATURE_INVALID", "the signature does not fit", { cause });
  }
  try {
    return decodeJsonObject(payload);
  } catch (cause) {
    throw new SourireError("TOKEN_MALFORMED", "the claims cannot be read", { cause });
  }
}

function decodeToken(token: string): { header: TokenHeader; payload: Uint8Array } {
  try {
    const [head, payload] = decodeCompact(token, 3, MAX_TOKEN_CHARACTERS);
    if (!head || !payload) throw new SyntaxError("not 3 parts");
    return { header: headerSchema.parse(decodeJsonObject(head)), payload };
  } catch (cause) {
    throw new SourireError("TOKEN_MALFORMED", "not a signed token in compact form", { cause });
  }
}

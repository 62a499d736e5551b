import { base64url } from "../kernel/bytes.js";
import type { PublicJwk } from "./calls.js";
import type { SigningKey } from "./key-store.js";
import type { TokenType } from "./token-type.js";

/**
 * Signs claims as a compact JWS with ES256 and an explicit `typ`.
 * The header names the key by `kid`; with `extraHeader.jwk` (a DPoP proof) it carries the key instead.
 * @param claims - as the schema of that type says; not checked here, the reader does
 * @throws {TypeError} when the key answers with anything but 64 bytes (an HSM adapter that gives DER)
 */
export async function signToken(
  type: TokenType,
  claims: object,
  key: SigningKey,
  extraHeader?: { readonly jwk?: PublicJwk },
): Promise<string> {
  const jwk = extraHeader?.jwk;
  const header = { alg: "ES256", typ: type, ...(jwk ? { jwk } : { kid: key.kid }) };
  const input = `${encodeJson(header)}.${encodeJson(claims)}`;
  const signature = await key.sign(new TextEncoder().encode(input));
  if (signature.length !== 64) throw new TypeError("an ES256 signature is r and s, 64 bytes");
  return `${input}.${base64url.encode(signature)}`;
}

function encodeJson(value: object): string {
  return base64url.encode(new TextEncoder().encode(JSON.stringify(value)));
}

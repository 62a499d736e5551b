import { base64url } from "../kernel/bytes.js";
import { parseStrictJson } from "./strict-json.js";

/**
 * Cuts a compact serialisation (RFC 7515 section 3.1, RFC 7516 section 3.1) into its decoded parts.
 * Only canonical base64url passes, so that a token has one written form and its digest names it.
 * @throws {SyntaxError}
 */
export function decodeCompact(token: unknown, parts: 3 | 5, maxLength: number): Uint8Array[] {
  if (typeof token !== "string") throw new SyntaxError("not a string");
  if (token.length > maxLength) throw new SyntaxError(`longer than ${maxLength} characters`);
  const cut = token.split(".");
  if (cut.length !== parts) throw new SyntaxError(`not ${parts} parts`);
  return cut.map(decodeCanonical);
}

function decodeCanonical(part: string): Uint8Array {
  if (!/^[A-Za-z0-9_-]*$/.test(part)) throw new SyntaxError("not base64url");
  const bytes = base64url.decode(part);
  if (base64url.encode(bytes) !== part) throw new SyntaxError("not canonical base64url");
  return bytes;
}

/**
 * Reads bytes as a JSON object.
 * @throws {SyntaxError} on broken UTF-8, broken JSON, repeated names or another kind of value
 */
export function decodeJsonObject(bytes: Uint8Array): Record<string, unknown> {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new SyntaxError("not UTF-8", { cause });
  }
  const value = parseStrictJson(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new SyntaxError("not a JSON object");
  }
  return value as Record<string, unknown>;
}

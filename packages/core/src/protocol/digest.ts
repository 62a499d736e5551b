import { base64url, sha256 } from "../kernel/bytes.js";

/**
 * Names a token: SHA-256 of its compact form, base64url, 43 characters. Sealed evidence is named by
 * the signed token inside the seal, not by the seal.
 */
export async function tokenDigest(jws: string): Promise<string> {
  return base64url.encode(await sha256(new TextEncoder().encode(jws)));
}

/**
 * Names a value that is JSON (a policy): SHA-256 of its canonical form, base64url. The form is that of
 * RFC 8785: names sorted by UTF-16 code units, no white space, numbers as ECMAScript writes them.
 * Members that are `undefined` are left out, as `JSON.stringify` does.
 * @throws {TypeError} on what JSON cannot hold: NaN, infinities, bigints, functions, class instances, lone surrogates
 */
export async function digestJson(value: unknown): Promise<string> {
  return base64url.encode(await sha256(new TextEncoder().encode(canonicalJson(value))));
}

/**
 * The canonical form that {@link digestJson} hashes.
 * @throws {TypeError} on what JSON cannot hold
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") return canonicalNumber(value);
  if (typeof value === "string") return canonicalString(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object") throw new TypeError(`no JSON for a ${typeof value}`);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError("no JSON for an instance of a class");
  }
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${canonicalString(name)}:${canonicalJson(member)}`);
  return `{${members.join(",")}}`;
}

function canonicalNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError("no JSON for a number that is not finite");
  return JSON.stringify(value);
}

function canonicalString(text: string): string {
  if (/\p{Surrogate}/u.test(text)) throw new TypeError("no JSON for a lone surrogate");
  return JSON.stringify(text);
}

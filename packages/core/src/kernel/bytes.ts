/** Base64url without padding (RFC 7515, appendix C). */
export { base64url } from "jose";

/** SHA-256 of bytes. @returns 32 bytes */
export async function sha256(data: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", data as Uint8Array<ArrayBuffer>));
}

/** Lower-case hexadecimal. */
export function toHex(data: Uint8Array): string {
  let text = "";
  for (const byte of data) text += byte.toString(16).padStart(2, "0");
  return text;
}

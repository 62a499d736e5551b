import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { SourireError } from "@sourire/core";
import type { TemplateBinding } from "./template-vault.js";

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM with a random 96-bit IV (NIST SP 800-38D, section 8.2.2). A data key seals a handful of
 * templates and a KEK one key a payer, far below the 2^32 at which random IVs become unsafe.
 * @returns IV (12 bytes), ciphertext, tag (16 bytes)
 */
export function sealBytes(key: Uint8Array, plain: Uint8Array, aad: string): Uint8Array {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(aad, "utf8"));
  const body = [cipher.update(plain), cipher.final()];
  return new Uint8Array(Buffer.concat([iv, ...body, cipher.getAuthTag()]));
}

/** Opens what {@link sealBytes} made. @throws {SourireError} `TEMPLATE_UNREADABLE` */
export function openBytes(key: Uint8Array, sealed: Uint8Array, aad: string): Uint8Array {
  try {
    const iv = sealed.subarray(0, IV_BYTES);
    const body = sealed.subarray(IV_BYTES, -TAG_BYTES);
    const decipher = createDecipheriv("aes-256-gcm", key, iv, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(aad, "utf8"));
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    const plain = decipher.update(body);
    decipher.final();
    return new Uint8Array(plain);
  } catch (cause) {
    throw new SourireError("TEMPLATE_UNREADABLE", "what is sealed does not open", { cause });
  }
}

/** A JSON array has one reading, whatever characters the parts hold. */
export function aadOf({ payer, scope, space, version }: TemplateBinding): string {
  return JSON.stringify(["sourire-template", payer, scope, space, version]);
}

import { randomBytes } from "node:crypto";
import { SourireError } from "@sourire/core";
import { createPrivate, readPrivate } from "../storage/private-file.js";

const KEK_BYTES = 32;

/**
 * The key-encryption key, from a file of mode 0600 that is made where it is missing. Keep it apart from
 * the database and from the vault's folder: who has all three can read templates.
 * @returns 32 bytes
 * @throws {SourireError} `KEY_STORE_INSECURE` when others can read the file, `KEY_STORE_INVALID` when
 *   it holds no key, `STORAGE_*`
 */
export async function loadOrCreateKek(file: string): Promise<Uint8Array> {
  const found = await readPrivate(file);
  if (found) return checked(found);
  const fresh = new Uint8Array(randomBytes(KEK_BYTES));
  if (await createPrivate(file, fresh)) return fresh;
  return checked((await readPrivate(file)) ?? new Uint8Array());
}

function checked(key: Uint8Array): Uint8Array {
  if (key.length === KEK_BYTES) return key;
  throw new SourireError("KEY_STORE_INVALID", `the key file does not hold ${KEK_BYTES} bytes`);
}

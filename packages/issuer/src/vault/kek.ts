import { randomBytes } from "node:crypto";
import { type SecretStore, SourireError } from "@sourire/core";

const KEK_BYTES = 32;

/**
 * The key-encryption key, made where it is missing. Keep its store apart from the database and from
 * the vault's: who has all three can read templates.
 * @param name - its name in the store
 * @returns 32 bytes
 * @throws {SourireError} `KEY_STORE_INSECURE` when others can read it, `KEY_STORE_INVALID` when what
 *   is kept is no such key, `STORAGE_*`
 */
export async function loadOrCreateKek(secrets: SecretStore, name = "kek"): Promise<Uint8Array> {
  const found = await secrets.read(name);
  if (found) return checked(found);
  const fresh = new Uint8Array(randomBytes(KEK_BYTES));
  if (await secrets.create(name, fresh)) return fresh;
  return checked((await secrets.read(name)) ?? new Uint8Array());
}

function checked(key: Uint8Array): Uint8Array {
  if (key.length === KEK_BYTES) return key;
  throw new SourireError("KEY_STORE_INVALID", `the secret does not have ${KEK_BYTES} bytes`);
}

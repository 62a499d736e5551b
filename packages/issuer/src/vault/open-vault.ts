import { createHash, randomBytes } from "node:crypto";
import { type SecretStore, SourireError } from "@sourire/core";
import { aadOf, openBytes, sealBytes } from "./aead.js";
import type { TemplateVault } from "./template-vault.js";

/** Options of {@link openVault}. */
export interface VaultOptions {
  /** Where the data keys lie, apart from the database so that a backup of one lacks the other. */
  readonly secrets: SecretStore;
  /** The key-encryption key, 32 bytes: see `loadOrCreateKek`. */
  readonly kek: Uint8Array;
}

const CHECK_NAME = "kek.check";
const CHECK_AAD = "sourire-kek-check-1";

/**
 * Opens a vault whose data keys lie in a secret store, one a payer, each wrapped by the
 * key-encryption key.
 * @throws {RangeError} when the KEK does not have 32 bytes
 * @throws {SourireError} `TEMPLATE_UNREADABLE` when the store belongs to another KEK (nothing is
 *   touched), `KEY_STORE_INVALID`, `KEY_STORE_INSECURE`, `STORAGE_*`
 */
export async function openVault(options: VaultOptions): Promise<TemplateVault> {
  const { secrets } = options;
  if (options.kek.length !== 32) throw new RangeError("the KEK has 32 bytes");
  const kek = new Uint8Array(options.kek);
  await checkKek(secrets, kek);
  return {
    async seal(binding, template) {
      const key = await dataKey(secrets, kek, binding.payer);
      try {
        return sealBytes(key, template, aadOf(binding));
      } finally {
        key.fill(0);
      }
    },
    async open(binding, sealed) {
      const wrapped = await secrets.read(dataKeyName(binding.payer));
      if (!wrapped) throw new SourireError("TEMPLATE_UNREADABLE", "the data key is gone");
      const key = openBytes(kek, wrapped, wrapAad(binding.payer));
      try {
        return openBytes(key, sealed, aadOf(binding));
      } finally {
        key.fill(0);
      }
    },
    destroy: (payer) => secrets.destroy(dataKeyName(payer)),
  };
}

/** A wrong KEK is noticed at the start and not at a payment. A new store takes the KEK it is given. */
async function checkKek(secrets: SecretStore, kek: Uint8Array): Promise<void> {
  const check = (await secrets.read(CHECK_NAME)) ?? (await createCheck(secrets, kek));
  try {
    openBytes(kek, check, CHECK_AAD);
  } catch (cause) {
    throw new SourireError("TEMPLATE_UNREADABLE", "the vault belongs to another KEK", { cause });
  }
}

/** @returns the check value that lies there in the end, which may be another process's */
async function createCheck(secrets: SecretStore, kek: Uint8Array): Promise<Uint8Array> {
  const fresh = sealBytes(kek, randomBytes(16), CHECK_AAD);
  if (await secrets.create(CHECK_NAME, fresh)) return fresh;
  return (await secrets.read(CHECK_NAME)) ?? new Uint8Array();
}

/** The payer's key, made on first use; of two first uses at once, one key wins. */
async function dataKey(secrets: SecretStore, kek: Uint8Array, payer: string): Promise<Uint8Array> {
  const name = dataKeyName(payer);
  const found = await secrets.read(name);
  if (found) return openBytes(kek, found, wrapAad(payer));
  const fresh = new Uint8Array(randomBytes(32));
  if (await secrets.create(name, sealBytes(kek, fresh, wrapAad(payer)))) return fresh;
  const theirs = await secrets.read(name);
  if (!theirs) throw new SourireError("TEMPLATE_UNREADABLE", "the data key was just destroyed");
  return openBytes(kek, theirs, wrapAad(payer));
}

const wrapAad = (payer: string): string => JSON.stringify(["sourire-data-key-1", payer]);

/** Its hash, because an id tells upper from lower case, which a secret's name does not. */
function dataKeyName(payer: string): string {
  return `${createHash("sha256").update(payer).digest("hex")}.key`;
}

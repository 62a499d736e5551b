import { randomBytes } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { SourireError } from "@sourire/core";
import { createPrivate, destroyPrivate, readPrivate } from "../storage/private-file.js";
import { aadOf, openBytes, sealBytes } from "./aead.js";
import type { TemplateVault } from "./template-vault.js";

/** Options of {@link openFileVault}. */
export interface FileVaultOptions {
  /** Folder of the data keys, apart from the database so that a backup of one lacks the other. */
  readonly dir: string;
  /** The key-encryption key, 32 bytes: see `loadOrCreateKek`. */
  readonly kek: Uint8Array;
}

const CHECK_FILE = "kek.check";
const CHECK_AAD = "sourire-kek-check-1";
const SUFFIX = ".key";

/**
 * Opens a vault whose data keys lie in files, one a payer, each wrapped by the key-encryption key.
 * @throws {SourireError} `TEMPLATE_UNREADABLE` when the folder belongs to another KEK (nothing is
 *   touched), `KEY_STORE_INVALID`, `KEY_STORE_INSECURE`, `STORAGE_*`
 */
export async function openFileVault(options: FileVaultOptions): Promise<TemplateVault> {
  const { dir } = options;
  if (options.kek.length !== 32) throw new RangeError("the KEK has 32 bytes");
  const kek = new Uint8Array(options.kek);
  await checkKek(dir, kek);
  return {
    async seal(binding, template) {
      const key = await dataKey(dir, kek, binding.payer);
      try {
        return sealBytes(key, template, aadOf(binding));
      } finally {
        key.fill(0);
      }
    },
    async open(binding, sealed) {
      const wrapped = await readPrivate(fileOf(dir, binding.payer));
      if (!wrapped) throw new SourireError("TEMPLATE_UNREADABLE", "the data key is gone");
      const key = openBytes(kek, wrapped, wrapAad(binding.payer));
      try {
        return openBytes(key, sealed, aadOf(binding));
      } finally {
        key.fill(0);
      }
    },
    destroy: (payer) => destroyPrivate(fileOf(dir, payer)),
  };
}

async function checkKek(dir: string, kek: Uint8Array): Promise<void> {
  const file = join(dir, CHECK_FILE);
  const check = await readPrivate(file);
  if (check) {
    try {
      openBytes(kek, check, CHECK_AAD);
      return;
    } catch (cause) {
      throw new SourireError("TEMPLATE_UNREADABLE", "the vault belongs to another KEK", { cause });
    }
  }
  const names = await readdir(dir).catch(() => []);
  if (names.some((name) => name.endsWith(SUFFIX))) {
    throw new SourireError("KEY_STORE_INVALID", `the vault has lost its ${CHECK_FILE}`);
  }
  if (!(await createPrivate(file, sealBytes(kek, randomBytes(16), CHECK_AAD)))) {
    await checkKek(dir, kek);
  }
}

/** The payer's key, made on first use; of two first uses at once, one key wins. */
async function dataKey(dir: string, kek: Uint8Array, payer: string): Promise<Uint8Array> {
  const file = fileOf(dir, payer);
  const found = await readPrivate(file);
  if (found) return openBytes(kek, found, wrapAad(payer));
  const fresh = new Uint8Array(randomBytes(32));
  if (await createPrivate(file, sealBytes(kek, fresh, wrapAad(payer)))) return fresh;
  const theirs = await readPrivate(file);
  if (!theirs) throw new SourireError("TEMPLATE_UNREADABLE", "the data key was just destroyed");
  return openBytes(kek, theirs, wrapAad(payer));
}

const wrapAad = (payer: string): string => JSON.stringify(["sourire-data-key-1", payer]);

/** The id becomes a file's name, so it must not be able to name anything else. */
function fileOf(dir: string, payer: string): string {
  if (!/^[A-Za-z0-9_-]{1,100}$/.test(payer)) throw new RangeError("not a payer's id");
  return join(dir, `${payer}${SUFFIX}`);
}

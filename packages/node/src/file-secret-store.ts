import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import {
  assertSecretName,
  assertSecretSize,
  errnoOf,
  type SecretStore,
  SourireError,
  storageFault,
} from "@sourire/core";
import { createSecretFile, destroySecretFile, HAS_MODES, readSecretFile } from "./secret-file.js";

/** Options of {@link createFileSecretStore}. */
export interface FileSecretStoreOptions {
  /** The folder of secrets; made for its owner alone (0700) where it is missing. */
  readonly dir: string;
}

/**
 * Keeps secrets in files: one a secret, of its name and of mode 0600, never replaced, overwritten
 * before it is removed. Who may read the file has the secret: keep apart, and out of the same
 * backup, what one of them protects.
 *
 * Needs a file system with hard links. On Windows the folder's access list protects the files; it is
 * not checked.
 * @throws {SourireError} its methods: `KEY_STORE_INSECURE` when others may read a file, own it or
 *   write to the folder, `KEY_STORE_INVALID`, `STORAGE_READ_ONLY`, `STORAGE_FULL`, `STORAGE_FAILED`
 * @example const kek = await loadOrCreateKek(createFileSecretStore({ dir: "kek" }));
 */
export function createFileSecretStore({ dir }: FileSecretStoreOptions): SecretStore {
  const pathOf = (name: string): string => {
    assertSecretName(name);
    return join(dir, name);
  };
  return {
    async read(name) {
      const path = pathOf(name);
      return (await hasPrivateFolder(dir)) ? readSecretFile(path) : undefined;
    },
    async create(name, secret) {
      const path = pathOf(name);
      assertSecretSize(secret);
      await makeFolder(dir);
      await hasPrivateFolder(dir);
      return createSecretFile(path, secret);
    },
    async destroy(name) {
      const path = pathOf(name);
      if (await hasPrivateFolder(dir)) await destroySecretFile(path);
    },
  };
}

async function makeFolder(dir: string): Promise<void> {
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw storageFault(cause, "the folder of keys cannot be made");
  }
}

/**
 * Who may write to the folder could exchange a file, or lead the overwriting to another one.
 * @returns whether there is a folder
 */
async function hasPrivateFolder(dir: string): Promise<boolean> {
  try {
    const { mode } = await stat(dir);
    if (!HAS_MODES || (mode & 0o022) === 0) return true;
  } catch (cause) {
    if (errnoOf(cause) === "ENOENT") return false;
    throw storageFault(cause, "the folder of keys cannot be read");
  }
  throw new SourireError("KEY_STORE_INSECURE", "others may write to the folder of keys");
}

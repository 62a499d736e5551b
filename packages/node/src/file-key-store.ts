import {
  assertKeyName,
  type KeyStore,
  type SealingKey,
  type SecretStore,
  type SigningKey,
  SourireError,
  sealingKeyFromCryptoKey,
  signingKeyFromCryptoKey,
} from "@sourire/core";
import { createFileSecretStore } from "./file-secret-store.js";
import { generatePrivateJwk, importPrivateJwk, type KeyUse } from "./private-jwk.js";

/** Options of {@link createFileKeyStore}. */
export interface FileKeyStoreOptions {
  /** The folder of keys; made for its owner alone (0700) where it is missing. */
  readonly dir: string;
}

/**
 * Keeps keys in files: one private JWK a key, of mode 0600, never overwritten. The private key comes
 * back as a `CryptoKey` that cannot be exported, but who may read the file has the key: whoever
 * needs more keeps it in hardware behind the same port.
 *
 * On Windows the folder's access list protects the files; it is not checked.
 * @throws {SourireError} its keys: `KEY_STORE_INSECURE` when others may read a key file or write to
 * the folder, `KEY_STORE_INVALID`, `STORAGE_READ_ONLY`, `STORAGE_FULL`, `STORAGE_FAILED`
 * @example const key = await createFileKeyStore({ dir: "keys" }).signingKey("terminal");
 */
export function createFileKeyStore({ dir }: FileKeyStoreOptions): KeyStore {
  const secrets = createFileSecretStore({ dir });
  const signingKey = once(
    async (name): Promise<SigningKey> =>
      signingKeyFromCryptoKey(await loadOrCreate(secrets, `${name}.sig.jwk`, "sig")),
  );
  const sealingKey = once(
    async (name): Promise<SealingKey> =>
      sealingKeyFromCryptoKey(await loadOrCreate(secrets, `${name}.enc.jwk`, "enc")),
  );
  return { signingKey, sealingKey };
}

/** Loads each name once, also when asked twice at the same time; a failure is tried again. */
function once<K>(load: (name: string) => Promise<K>): (name: string) => Promise<K> {
  const loaded = new Map<string, Promise<K>>();
  return async (name) => {
    assertKeyName(name);
    const known = loaded.get(name);
    if (known) return known;
    const loading = load(name);
    loaded.set(name, loading);
    loading.catch(() => loaded.delete(name));
    return loading;
  };
}

async function loadOrCreate(
  secrets: SecretStore,
  file: string,
  use: KeyUse,
): Promise<CryptoKeyPair> {
  const existing = await readText(secrets, file);
  if (existing !== undefined) return importPrivateJwk(existing, use);
  await secrets.create(file, Buffer.from(await generatePrivateJwk(use)));
  // read back: another process may have been faster, and its key is then the key
  const text = await readText(secrets, file);
  if (text === undefined) throw new SourireError("STORAGE_FAILED", "the key file vanished");
  return importPrivateJwk(text, use);
}

async function readText(secrets: SecretStore, file: string): Promise<string | undefined> {
  const bytes = await secrets.read(file);
  return bytes && Buffer.from(bytes).toString("utf8");
}

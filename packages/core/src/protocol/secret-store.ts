/** The most bytes of one secret: a wrapped key needs 60, a private key as JSON about 250. */
export const MAX_SECRET_BYTES = 4096;

/**
 * Where short secrets live: data keys, the key that wraps them, private keys as text. A file, a
 * key management service or a keychain may stand behind it. Implementations pass
 * `secretStoreConformance` from `@sourire/core/testing`.
 *
 * A secret is never replaced: it is made once, read, and destroyed.
 */
export interface SecretStore {
  /**
   * The secret of that name. The bytes are the caller's own, who overwrites them after use.
   * @param name - see {@link assertSecretName}
   * @returns undefined where there is none
   * @throws {RangeError} on a name that is none
   * @throws {SourireError} `KEY_STORE_INSECURE` when others could read or exchange it,
   *   `KEY_STORE_INVALID` when it is too large for a secret, `STORAGE_*`
   */
  read(name: string): Promise<Uint8Array | undefined>;
  /**
   * Keeps a secret under a name that is free. It lasts when the call returns, and a reader sees it
   * whole or not at all. Of several calls at once one wins.
   * @param name - see {@link assertSecretName}
   * @param secret - 1 to {@link MAX_SECRET_BYTES} bytes; copied
   * @returns whether this call made it; false when there was one already, which stays as it is
   * @throws {RangeError} on a name that is none, or a secret of another size
   * @throws {SourireError} `KEY_STORE_INSECURE`, `STORAGE_*`
   */
  create(name: string, secret: Uint8Array): Promise<boolean>;
  /**
   * Overwrites the secret where the medium allows it, then removes it. With none there it is no fault.
   * @param name - see {@link assertSecretName}
   * @throws {RangeError} on a name that is none
   * @throws {SourireError} `KEY_STORE_INSECURE`, `KEY_STORE_INVALID`, `STORAGE_*`; call it again then
   */
  destroy(name: string): Promise<void>;
}

/**
 * The check of names that every secret store makes, so that a name can be a file's name: lower case,
 * because some file systems tell no `A` from `a`; no dot in front, where stores keep what is half written.
 * @throws {RangeError} when `name` is not 1 to 100 of `a-z`, `0-9`, `-`, `.`, or has a dot at an end
 */
export function assertSecretName(name: string): void {
  if (name.length <= 100 && /^[a-z0-9-]([a-z0-9.-]*[a-z0-9-])?$/.test(name)) return;
  throw new RangeError("a secret's name is 1-100 of a-z, 0-9, -, and . inside");
}

/**
 * The check of sizes that every secret store makes.
 * @throws {RangeError} when `secret` does not have 1 to {@link MAX_SECRET_BYTES} bytes
 */
export function assertSecretSize(secret: Uint8Array): void {
  if (secret.length >= 1 && secret.length <= MAX_SECRET_BYTES) return;
  throw new RangeError(`a secret has 1 to ${MAX_SECRET_BYTES} bytes`);
}

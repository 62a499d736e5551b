import { assertSecretName, assertSecretSize, type SecretStore } from "../protocol/secret-store.js";

/** Secrets that live as long as the process: for tests and short-lived tools. */
export function createMemorySecretStore(): SecretStore {
  const secrets = new Map<string, Uint8Array>();
  return {
    async read(name) {
      assertSecretName(name);
      return secrets.get(name)?.slice();
    },
    async create(name, secret) {
      assertSecretName(name);
      assertSecretSize(secret);
      if (secrets.has(name)) return false;
      secrets.set(name, Uint8Array.from(secret));
      return true;
    },
    async destroy(name) {
      assertSecretName(name);
      secrets.get(name)?.fill(0);
      secrets.delete(name);
    },
  };
}

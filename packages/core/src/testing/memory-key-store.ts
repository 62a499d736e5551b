import {
  assertKeyName,
  type KeyStore,
  type SealingKey,
  type SigningKey,
  sealingKeyFromCryptoKey,
  signingKeyFromCryptoKey,
} from "../protocol/key-store.js";

/** Keys that live as long as the process, non-extractable: for tests and short-lived tools. */
export function createMemoryKeyStore(): KeyStore {
  const signing = new Map<string, Promise<SigningKey>>();
  const sealing = new Map<string, Promise<SealingKey>>();
  return {
    async signingKey(name) {
      assertKeyName(name);
      return remembered(signing, name, async () =>
        signingKeyFromCryptoKey(
          await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign"]),
        ),
      );
    },
    async sealingKey(name) {
      assertKeyName(name);
      return remembered(sealing, name, async () =>
        sealingKeyFromCryptoKey(
          await crypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, false, [
            "deriveBits",
          ]),
        ),
      );
    },
  };
}

/** Keeps the promise, not the value: two callers at once get one key. */
function remembered<T>(
  keys: Map<string, Promise<T>>,
  name: string,
  make: () => Promise<T>,
): Promise<T> {
  const key = keys.get(name) ?? make();
  keys.set(name, key);
  return key;
}

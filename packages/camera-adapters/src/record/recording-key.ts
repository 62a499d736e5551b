const KEY_BYTES = 32;

/** A key as it is given: 32 bytes, or a key of WebCrypto for AES-GCM with 256 bits. */
export type RecordingKey = Uint8Array | CryptoKey;

/**
 * @throws {RangeError} when it has not 32 bytes
 * @throws {TypeError} when it is a key for something else
 */
export async function importRecordingKey(key: RecordingKey): Promise<CryptoKey> {
  if (key instanceof Uint8Array) {
    if (key.length !== KEY_BYTES) throw new RangeError(`key: need 32 bytes, got ${key.length}`);
    const own = new Uint8Array(key);
    try {
      return await crypto.subtle.importKey("raw", own, "AES-GCM", false, ["encrypt", "decrypt"]);
    } finally {
      own.fill(0);
    }
  }
  const { name, length } = key.algorithm as AesKeyAlgorithm;
  if (name !== "AES-GCM" || length !== 256) {
    throw new TypeError(`key: need AES-GCM with 256 bits, got ${name} with ${length}`);
  }
  return key;
}

/** A fresh one. */
export function createRecordingKey(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(KEY_BYTES));
}

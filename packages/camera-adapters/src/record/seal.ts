import { sha256 } from "@sourire/core";

/** What a part of a recording is. */
export const PARTS = Object.freeze({ start: 0, frame: 1, end: 2 });
export type PartKind = (typeof PARTS)[keyof typeof PARTS];

/** Protects the parts of one recording: against readers where there is a key, against damage always. */
export interface Seal {
  /** @param index - of the part within the recording */
  close(kind: PartKind, index: number, plain: Uint8Array): Promise<Uint8Array>;
  /** @returns undefined when it is damaged, of another place or another key's */
  open(kind: PartKind, index: number, sealed: Uint8Array): Promise<Uint8Array | undefined>;
}

const NONCE_BYTES = 12;
const DIGEST_BYTES = 32;

/**
 * @param key - AES-256-GCM; undefined for a recording that is not encrypted
 * @param headerDigest - binds every part to its recording
 */
export function createSeal(key: CryptoKey | undefined, headerDigest: Uint8Array): Seal {
  return key ? encryptedSeal(key, headerDigest) : plainSeal(headerDigest);
}

function encryptedSeal(key: CryptoKey, headerDigest: Uint8Array): Seal {
  const parameters = (iv: Uint8Array, kind: PartKind, index: number) => ({
    name: "AES-GCM",
    iv: owned(iv),
    additionalData: placeOf(headerDigest, kind, index),
  });
  return {
    async close(kind, index, plain) {
      // random, for one key may serve many recordings: safe up to 2^32 parts (NIST SP 800-38D, 8.3)
      const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
      const secret = await crypto.subtle.encrypt(parameters(nonce, kind, index), key, owned(plain));
      return joined(nonce, new Uint8Array(secret));
    },
    async open(kind, index, sealed) {
      const [nonce, secret] = [sealed.subarray(0, NONCE_BYTES), sealed.subarray(NONCE_BYTES)];
      try {
        const plain = await crypto.subtle.decrypt(
          parameters(nonce, kind, index),
          key,
          owned(secret),
        );
        return new Uint8Array(plain);
      } catch {
        return undefined; // WebCrypto says OperationError and no more, on purpose
      }
    },
  };
}

function plainSeal(headerDigest: Uint8Array): Seal {
  const digest = (kind: PartKind, index: number, plain: Uint8Array): Promise<Uint8Array> =>
    sha256(joined(placeOf(headerDigest, kind, index), plain));
  return {
    close: async (kind, index, plain) => joined(await digest(kind, index, plain), plain),
    async open(kind, index, sealed) {
      const plain = sealed.slice(DIGEST_BYTES); // frames need memory that begins at a whole word
      const right = await digest(kind, index, plain);
      return right.every((byte, i) => sealed[i] === byte) ? plain : undefined;
    },
  };
}

/** Which part of which recording: none can be moved, left out or taken from another one. */
function placeOf(headerDigest: Uint8Array, kind: PartKind, index: number): Uint8Array<ArrayBuffer> {
  const place = new Uint8Array(headerDigest.length + 5);
  place.set(headerDigest);
  const view = new DataView(place.buffer);
  view.setUint32(headerDigest.length, index, true);
  view.setUint8(headerDigest.length + 4, kind);
  return place;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** WebCrypto takes no shared memory; nothing here is. */
function owned(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes as Uint8Array<ArrayBuffer>;
}

import type { CameraIdentity } from "./camera-identity.js";

/**
 * What a device says of itself, in the words of RFC 9334: an **attester** gives **evidence** to a **verifier**, which
 * the issuer is or asks. A terminal that has no attester says so; it is then worth less, and that is no fault.
 */
export type Attestation =
  | { readonly kind: "unattested" }
  | {
      readonly kind: "evidence";
      /** What `data` is, for the verifier to choose how to read it: `sourire-camera+jwt`. */
      readonly format: string;
      /** The evidence, base64url without padding. */
      readonly data: string;
    };

/** What is to be attested. */
export interface AttestationRequest {
  /** The issuer's, fresh for each payment: 22 to 128 characters of base64url. Binds the answer to this payment. */
  readonly nonce: string;
  /** The camera that the answer is about. */
  readonly camera: CameraIdentity;
  /** Cancels. */
  readonly signal: AbortSignal;
}

/**
 * Lets a device vouch for its camera. Implementations pass `attestorConformance` of `@sourire/core/testing`. What an
 * attestation proves depends on where its key lives; it never proves that the frames of a payment came from that camera
 * unless camera and key are one sealed part.
 */
export interface Attestor {
  /**
   * Attests once. Two calls may run at the same time.
   * @throws {SourireError} `ATTESTATION_FAILED` when the device cannot; a payment then goes on unattested
   * @throws the signal's own reason when it aborts
   */
  attest(request: AttestationRequest): Promise<Attestation>;
}

/** For a terminal that cannot attest: always `unattested`. */
export function createNoAttestor(): Attestor {
  return {
    async attest({ signal }) {
      signal.throwIfAborted();
      return { kind: "unattested" };
    },
  };
}

import type { Attestation, Attestor } from "../capture/attestor.js";
import { type CameraIdentity, describeCamera } from "../capture/camera-identity.js";
import { base64url } from "../kernel/bytes.js";
import { type Clock, systemClock } from "../kernel/clock.js";
import { SourireError } from "../kernel/errors.js";
import type { PublicJwk } from "./calls.js";
import { type CameraAttestationClaims, cameraAttestationClaims } from "./camera-claims.js";
import { canonicalJson } from "./digest.js";
import { type SigningKey, thumbprint } from "./key-store.js";
import { signToken } from "./sign.js";
import { TOKEN_LIFE_S, TOKEN_TYPES } from "./token-type.js";
import { parseClaims, verifyToken } from "./verify.js";

/** Options of {@link createKeyAttestor}. */
export interface KeyAttestorOptions {
  /** Belongs to the camera's module or its driver; never the terminal's own key, which signs the evidence already. */
  readonly key: SigningKey;
  /** Dates the attestation. @defaultValue the system's */
  readonly clock?: Clock;
}

/**
 * Attests with a key: signs the issuer's nonce, what the camera is and the time, as a JWS of type `sourire-camera+jwt`.
 *
 * It proves that whoever holds the key said so for this payment. With the key in a file beside the program that is the
 * program's own word; with the key in the camera's module, which signs for nobody else, it is the module's. In no
 * case does it prove that the frames came from there: they are not signed.
 * @throws {SourireError} `ATTESTATION_FAILED` from `attest`, when the key does not sign
 * @throws {RangeError} from `attest`, when nonce or camera are not what {@link AttestationRequest} says
 */
export function createKeyAttestor({ key, clock = systemClock }: KeyAttestorOptions): Attestor {
  return {
    async attest({ nonce, camera, signal }) {
      signal.throwIfAborted();
      const iat = Math.floor(clock.now() / 1000);
      const exp = iat + TOKEN_LIFE_S.cameraAttestation;
      const claims = checked({ nonce, camera: identityOf(camera), iat, exp });
      const token = await unlessAborted(sign(claims, key), signal);
      const data = base64url.encode(new TextEncoder().encode(token));
      return { kind: "evidence", format: TOKEN_TYPES.cameraAttestation, data };
    },
  };
}

/** What {@link verifyCameraAttestation} demands. */
export interface ExpectedAttestation {
  /** The camera's public key, as it was registered beforehand. */
  readonly key: PublicJwk;
  /** The nonce that this payment was given. */
  readonly nonce: string;
  /** What the evidence says of the camera. */
  readonly camera: CameraIdentity;
  /** The time, ms since the epoch. */
  readonly nowMs: number;
}

/**
 * Verifies what {@link createKeyAttestor} made: for the verifier's side.
 * @throws {SourireError} `ATTESTATION_FAILED` when there is no such attestation, another key signed it, or it is about
 *   another payment, another camera or another time; `cause` says which
 */
export async function verifyCameraAttestation(
  attestation: Attestation,
  expected: ExpectedAttestation,
): Promise<CameraAttestationClaims> {
  if (attestation.kind !== "evidence" || attestation.format !== TOKEN_TYPES.cameraAttestation) {
    throw failed("there is no attestation by a camera's key");
  }
  const { key, nonce, camera, nowMs } = expected;
  let claims: CameraAttestationClaims;
  try {
    const token = new TextDecoder().decode(base64url.decode(attestation.data));
    const kid = await thumbprint(key);
    claims = await verifyToken(TOKEN_TYPES.cameraAttestation, cameraAttestationClaims, token, {
      keys: (named) => (named === kid ? { ...key, kid } : undefined),
      nowMs,
    });
  } catch (cause) {
    throw failed("the attestation does not hold", cause);
  }
  if (claims.nonce !== nonce) throw failed("the attestation is for another payment");
  if (canonicalJson(claims.camera) !== canonicalJson(identityOf(camera))) {
    throw failed("the attestation is about another camera");
  }
  return claims;
}

/** Evidence says more of a camera than the key signs. */
function identityOf({ id, transport, ...capabilities }: CameraIdentity): CameraIdentity {
  return describeCamera({ id, transport, capabilities });
}

function checked(claims: CameraAttestationClaims): CameraAttestationClaims {
  try {
    return parseClaims(cameraAttestationClaims, claims);
  } catch (cause) {
    throw new RangeError("nonce and camera must be as an attestation states them", { cause });
  }
}

async function sign(claims: CameraAttestationClaims, key: SigningKey): Promise<string> {
  try {
    return await signToken(TOKEN_TYPES.cameraAttestation, claims, key);
  } catch (cause) {
    throw failed("the camera's key did not sign", cause);
  }
}

/** A key in hardware may take its time, or never answer. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

function failed(message: string, cause?: unknown): SourireError {
  return new SourireError("ATTESTATION_FAILED", message, { cause });
}

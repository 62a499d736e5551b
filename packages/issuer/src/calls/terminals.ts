import {
  type RegisterTerminalResponse,
  registerTerminalRequest,
  SourireError,
} from "@sourire/core";
import { proveKey } from "../http/authenticate.js";
import type { CallRequest } from "../http/call-request.js";
import { appendToLedger } from "../ledger/ledger.js";
import { newId, type Services, sha256Hex } from "../services.js";
import type { TerminalRecord } from "../store/records.js";

/**
 * `POST /v1/terminals`: registers the key that signed the DPoP proof. Payee, scope and ceiling come
 * from the activation code, nothing but the camera's nature from the terminal.
 */
export async function registerTerminal(
  services: Services,
  call: CallRequest,
): Promise<RegisterTerminalResponse> {
  const { store, clock, random, livemode } = services;
  const proof = await proveKey(services, call);
  const { activationCode, publicKey, camera } = await call.body(registerTerminalRequest);
  const { kty, crv, x, y } = publicKey;
  if (x !== proof.publicJwk.x || y !== proof.publicJwk.y) {
    throw new SourireError("DPOP_INVALID", "the proof is not by the key to register");
  }
  if (livemode && camera.simulated) {
    throw new SourireError("CAMERA_NOT_ACCEPTED", "a simulated camera in the live world");
  }
  const nowMs = clock.now();
  const terminal = await store.transaction(async (tx): Promise<TerminalRecord> => {
    const code = await tx.takeActivationCode(sha256Hex(activationCode), nowMs);
    if (!code) throw new SourireError("ACTIVATION_CODE_INVALID", "unknown, used or expired");
    const fresh: TerminalRecord = {
      id: newId(random),
      publicKey: { kty, crv, x, y },
      thumbprint: proof.thumbprint,
      payee: code.payee,
      scope: code.scope,
      assuranceCeiling: code.assuranceCeiling,
      cameraSimulated: camera.simulated,
      registeredAtMs: nowMs,
    };
    await tx.addTerminal(fresh);
    const { id } = fresh;
    await appendToLedger(tx, {
      atMs: nowMs,
      event: "terminal-registered",
      subject: id,
      terminal: id,
    });
    return fresh;
  });
  const { id, payee, scope, assuranceCeiling } = terminal;
  return { terminal: id, payee, scope, livemode, assuranceCeiling };
}

import {
  type CreatePayerResponse,
  createPayerRequest,
  type EnrolmentClaims,
  enrolmentClaims,
  SourireError,
  TOKEN_LIFE_S,
  TOKEN_TYPES,
  tokenDigest,
  VERIFY_DEFAULTS,
  verifyToken,
} from "@sourire/core";
import { authenticate, type Caller, proveKey, signAccess } from "../http/authenticate.js";
import type { CallRequest } from "../http/call-request.js";
import { appendToLedger } from "../ledger/ledger.js";
import { maskName } from "../payer/mask-name.js";
import { withdraw } from "../payer/withdrawal.js";
import { newId, type Services } from "../services.js";
import type { StoreTransaction } from "../store/issuer-store.js";
import type { PayerRecord } from "../store/records.js";

/** `POST /v1/payers`: opens the payer of an account, the same one for the same account. */
export async function createPayer(
  services: Services,
  call: CallRequest,
): Promise<CreatePayerResponse> {
  const { store, clock, issuer, livemode, signing } = services;
  const { thumbprint } = await proveKey(services, call);
  const { enrolmentToken } = await call.body(createPayerRequest);
  const claims = await verifyToken(TOKEN_TYPES.enrolment, enrolmentClaims, enrolmentToken, {
    keys: (kid) => (kid === signing.kid ? signing.publicJwk : undefined),
    issuer,
    audience: issuer,
    livemode,
    nowMs: clock.now(),
  });
  const digest = await tokenDigest(enrolmentToken);
  const payer = await store.transaction(async (tx) => {
    const used = await tx.useToken({
      kind: "enrolment",
      signer: issuer,
      jti: claims.jti,
      digest,
      expiresAtS: claims.exp + VERIFY_DEFAULTS.clockToleranceS + 1,
    });
    if (used !== undefined) throw new SourireError("ENROLMENT_TOKEN_INVALID", "it was used");
    return openPayer(services, tx, claims);
  });
  return {
    payer,
    access_token: await signAccess(services, "payer", payer, thumbprint),
    token_type: "DPoP",
    expires_in: TOKEN_LIFE_S.access,
  };
}

/** `DELETE /v1/payers/{id}`: forgets the payer; asked again, it answers the same receipt. */
export async function deletePayer(
  services: Services,
  call: CallRequest,
): Promise<{ readonly receipt: string }> {
  const { subject } = await authenticatePayer(services, call);
  return { receipt: await withdraw(services, subject) };
}

/**
 * Who calls must be the payer of the path.
 * @throws {SourireError} `PAYER_UNKNOWN`, those of `authenticate`
 */
export async function authenticatePayer(services: Services, call: CallRequest): Promise<Caller> {
  const caller = await authenticate(services, call, "payer");
  if (caller.subject !== call.id) {
    throw new SourireError("PAYER_UNKNOWN", "the token is for another payer");
  }
  return caller;
}

/** A payer that takes part. @throws {SourireError} `PAYER_UNKNOWN` */
export async function activePayer(tx: StoreTransaction, id: string): Promise<PayerRecord> {
  const payer = await tx.payer(id);
  if (payer?.withdrawnAtMs === null) return payer;
  throw new SourireError("PAYER_UNKNOWN", "no such payer");
}

async function openPayer(
  { clock, random }: Services,
  tx: StoreTransaction,
  claims: EnrolmentClaims,
): Promise<string> {
  const shown = { maskedName: maskName(claims.displayName), scopes: [...new Set(claims.scopes)] };
  const known = await tx.payerOfAccount(claims.account);
  if (known) {
    await tx.updatePayer(known.id, shown);
    return known.id;
  }
  const fresh: PayerRecord = {
    id: newId(random),
    account: claims.account,
    pseudonym: newId(random),
    ...shown,
    createdAtMs: clock.now(),
    withdrawnAtMs: null,
    templatesDeleted: 0,
    deletionReceipt: null,
  };
  await tx.addPayer(fresh);
  const { pseudonym } = fresh;
  await appendToLedger(tx, {
    atMs: clock.now(),
    event: "payer-created",
    subject: pseudonym ?? "",
    payer: pseudonym,
  });
  return fresh.id;
}

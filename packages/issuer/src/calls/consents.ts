import { type ConsentClaims, createConsentRequest, signToken, TOKEN_TYPES } from "@sourire/core";
import type { CallRequest } from "../http/call-request.js";
import { appendToLedger } from "../ledger/ledger.js";
import { newId, nowS, type Services } from "../services.js";
import { activePayer, authenticatePayer } from "./payers.js";

/** `POST /v1/payers/{id}/consents`: records what the payer agreed to and signs a receipt of it. */
export async function createConsent(
  services: Services,
  call: CallRequest,
): Promise<{ readonly consent: string; readonly receipt: string }> {
  const { store, clock, random, issuer, livemode, signing, policy } = services;
  const { subject: payer } = await authenticatePayer(services, call);
  const agreed = await call.body(createConsentRequest);
  const claims: ConsentClaims = {
    iss: issuer,
    aud: payer,
    jti: newId(random),
    iat: nowS(clock),
    livemode,
    payer,
    ...agreed,
    retentionMonths: policy.retentionMonths,
  };
  const receipt = await signToken(TOKEN_TYPES.consent, claims, signing);
  const id = claims.jti;
  await store.transaction(async (tx) => {
    const { pseudonym } = await activePayer(tx, payer);
    const givenAtMs = clock.now();
    await tx.addConsent({ id, payer, receipt, givenAtMs, withdrawnAtMs: null });
    await appendToLedger(tx, {
      atMs: givenAtMs,
      event: "consent-given",
      subject: id,
      payer: pseudonym,
    });
  });
  return { consent: id, receipt };
}

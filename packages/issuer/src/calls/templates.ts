import {
  createTemplateRequest,
  decodeTemplate,
  openSealed,
  SourireError,
  type TemplateClaims,
  TOKEN_TYPES,
  templateClaims,
  tokenDigest,
  VERIFY_DEFAULTS,
  verifyToken,
} from "@sourire/core";
import { TEMPLATE_VERSION, vectorToBytes } from "../gallery/template-bytes.js";
import type { Caller } from "../http/authenticate.js";
import type { CallRequest } from "../http/call-request.js";
import { appendToLedger } from "../ledger/ledger.js";
import { acceptedPack } from "../matching/judge-evidence.js";
import { passesChecks } from "../policy/assurance.js";
import { newId, type Services } from "../services.js";
import type { StoreTransaction } from "../store/issuer-store.js";
import type { TemplateRecord } from "../store/records.js";
import { activePayer, authenticatePayer } from "./payers.js";

/** `POST /v1/payers/{id}/templates`: takes a face into the payer's galleries. */
export async function addTemplate(
  services: Services,
  call: CallRequest,
): Promise<{ readonly template: string }> {
  const caller = await authenticatePayer(services, call);
  const { template: sealed } = await call.body(createTemplateRequest);
  const { claims, digest } = await openTemplate(services, caller, sealed);
  if (!passesChecks(services.policy.requiredEnrolmentChecks, claims.liveness)) {
    throw new SourireError("POLICY_MISMATCH", "a liveness check that is required did not pass");
  }
  const pack = acceptedPack(services, claims);
  const vector = decodeTemplate(claims.template, pack.dimensions);
  return services.payerQueues.run(caller.subject, async () => {
    try {
      return { template: await keep(services, claims, digest, vector) };
    } finally {
      vector.fill(0);
    }
  });
}

interface OpenedTemplate {
  readonly claims: TemplateClaims;
  readonly digest: string;
}

async function openTemplate(
  { sealing, issuer, livemode, clock }: Services,
  { subject, proof }: Caller,
  sealed: string,
): Promise<OpenedTemplate> {
  const token = await openSealed(sealed, (kid) => (kid === sealing.kid ? sealing : undefined));
  const claims = await verifyToken(TOKEN_TYPES.template, templateClaims, token, {
    keys: (kid) => (kid === proof.thumbprint ? proof.publicJwk : undefined),
    issuer: subject,
    audience: issuer,
    livemode,
    nowMs: clock.now(),
  });
  if (claims.payer !== subject) throw new SourireError("TOKEN_CLAIM_INVALID", "claim payer");
  return { claims, digest: await tokenDigest(token) };
}

async function keep(
  services: Services,
  claims: TemplateClaims,
  digest: string,
  vector: Float32Array,
): Promise<string> {
  const { store, gallery, random } = services;
  const { scopes } = await store.transaction((tx) => mayEnrol(services, tx, claims));
  const id = newId(random);
  const records: TemplateRecord[] = [];
  for (const [i, scope] of scopes.entries()) {
    records.push(await seal(services, claims, vector, `${id}.${i}`, scope));
  }
  await store.transaction(async (tx) => {
    const { pseudonym } = await mayEnrol(services, tx, claims);
    await useOnce(tx, claims, digest);
    for (const record of records) {
      await tx.addTemplate(record);
      await appendToLedger(tx, {
        atMs: record.createdAtMs,
        event: "template-added",
        subject: record.id,
        payer: pseudonym,
      });
    }
  });
  for (const record of records) await gallery.add(record, vector.slice());
  return id;
}

/** Asked before sealing, so that no data key is made for a stranger, and again when it counts. */
async function mayEnrol({ policy }: Services, tx: StoreTransaction, claims: TemplateClaims) {
  const payer = await activePayer(tx, claims.payer);
  const consent = await tx.consent(claims.consent);
  if (consent?.payer !== payer.id || consent.withdrawnAtMs !== null) {
    throw new SourireError("CONSENT_REQUIRED", "no consent of this payer stands behind it");
  }
  const most = policy.maxTemplatesPerPayer * payer.scopes.length;
  if ((await tx.countTemplates(payer.id)) + payer.scopes.length > most) {
    throw new SourireError(
      "REQUEST_INVALID",
      "the payer has as many templates as the policy allows",
    );
  }
  return payer;
}

async function seal(
  { vault, clock }: Services,
  claims: TemplateClaims,
  vector: Float32Array,
  id: string,
  scope: string,
): Promise<TemplateRecord> {
  const { payer, space, consent, packDigest } = claims;
  const binding = { payer, scope, space, version: TEMPLATE_VERSION };
  const bytes = vectorToBytes(vector);
  try {
    const sealed = await vault.seal(binding, bytes);
    return { id, ...binding, consent, packDigest, sealed, createdAtMs: clock.now() };
  } finally {
    bytes.fill(0);
  }
}

async function useOnce(
  tx: StoreTransaction,
  claims: TemplateClaims,
  digest: string,
): Promise<void> {
  const used = await tx.useToken({
    kind: "template",
    signer: claims.payer,
    jti: claims.jti,
    digest,
    expiresAtS: claims.exp + VERIFY_DEFAULTS.clockToleranceS + 1,
  });
  if (used !== undefined) throw new SourireError("TOKEN_REPLAYED", "the template was used");
}

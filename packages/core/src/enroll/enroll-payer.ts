import type { SecretEmbedding } from "../kernel/embedding.js";
import type { CreateInstrumentRequest } from "../protocol/calls.js";
import type { VerifiedReceipt } from "../protocol/enrolment-calls.js";
import type { ConsentClaims, TemplateClaims } from "../protocol/enrolment-claims.js";
import type { EnrolmentClient } from "../protocol/enrolment-client.js";

/** What is enrolled. */
export interface Enrolment {
  /** From the account's own system, after strong authentication. */
  readonly enrolmentToken: string;
  /** What the payer agreed to, before the template was made. */
  readonly consent: {
    /** Which text they read. */
    readonly textVersion: string;
    /** In which language, BCP 47. */
    readonly language: string;
  };
  /** The face. Not disposed of. */
  readonly template: SecretEmbedding;
  /** SHA-256 of the pack's manifest, hexadecimal. */
  readonly packDigest: string;
  /** Every check that ran at enrolment, each once. */
  readonly liveness: TemplateClaims["liveness"];
  /** How the payer will pay. */
  readonly instrument: CreateInstrumentRequest;
}

/**
 * Enrols one payer: consent first, then the template, then the way to pay. Repeating it after a
 * fault is harmless: one account is one payer.
 * @returns the payer's pseudonym and the signed consent receipt, for the payer to keep
 * @throws {SourireError} `ENROLMENT_TOKEN_INVALID`, `CONSENT_REQUIRED`, `PACK_NOT_ACCEPTED`,
 * `TEMPLATE_SPACE_MISMATCH`, `ISSUER_UNREACHABLE`
 */
export async function enrollPayer(
  client: EnrolmentClient,
  enrolment: Enrolment,
  options: { readonly signal: AbortSignal },
): Promise<{ readonly payer: string } & VerifiedReceipt<ConsentClaims>> {
  const { template, packDigest, liveness } = enrolment;
  const { payer } = await client.openPayer(enrolment.enrolmentToken, options);
  const { consent, receipt, claims } = await client.consent(enrolment.consent, options);
  const { space } = template;
  await client.addTemplate({ embedding: template, space, packDigest, consent, liveness }, options);
  await client.addInstrument(enrolment.instrument, options);
  return { payer, receipt, claims };
}

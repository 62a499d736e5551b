import * as z from "zod";
import { expiring, livenessResults, record } from "./claim-parts.js";
import { hexDigest, id, jti, language, printable, template } from "./fields.js";

/** The claims of enrolment; `claims.ts` says who speaks to whom. */

/** Claims of an enrolment token: the tie between a face and an account that was strongly authenticated. */
export const enrolmentClaims = z.strictObject({
  ...expiring,
  /** The account, as the account's own system names it. */
  account: id,
  /** Shown to the payer at confirm, masked by the issuer. */
  displayName: printable,
  scopes: z.array(id).min(1).max(16),
});
/** An enrolment token, parsed. */
export type EnrolmentClaims = z.infer<typeof enrolmentClaims>;

/** Claims of a template sent at enrolment, signed by the enrolling device, sealed to the issuer. */
export const templateClaims = z.strictObject({
  ...expiring,
  payer: id,
  consent: jti,
  packDigest: hexDigest,
  space: id,
  template,
  liveness: livenessResults.min(1),
  quality: z.strictObject({ status: z.literal("passed") }),
});
/** A template for enrolment, parsed. */
export type TemplateClaims = z.infer<typeof templateClaims>;

/** Claims of a consent receipt: what the payer agreed to, a record. */
export const consentClaims = z.strictObject({
  ...record,
  payer: id,
  purpose: z.literal("face-payment"),
  textVersion: id,
  language,
  retentionMonths: z.int().min(1).max(36),
});
/** A consent receipt, parsed. */
export type ConsentClaims = z.infer<typeof consentClaims>;

/** Claims of a deletion receipt, a record. */
export const deletionClaims = z.strictObject({
  ...record,
  payer: id,
  templatesDeleted: z.int().min(0),
  dataKeyDestroyed: z.literal(true),
});
/** A deletion receipt, parsed. */
export type DeletionClaims = z.infer<typeof deletionClaims>;

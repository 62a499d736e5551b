import * as z from "zod";
import type { Assurance } from "../liveness/assurance.js";
import { attestationClaims, cameraClaims } from "./camera-claims.js";
import { checkName, expiring, livenessResults, record } from "./claim-parts.js";
import {
  amount,
  currency,
  digest,
  hexDigest,
  id,
  jti,
  nonce,
  payee,
  printable,
  seconds,
  template,
} from "./fields.js";

/**
 * The claims of every token, as schemas. Both sides parse with them, once, at the edge.
 * Objects are strict: a claim that nobody knows is refused, so nothing rides along unsigned for.
 *
 * Who speaks to whom (the issuer is named by its public URL without a slash at the end):
 *
 * | token | `iss` | `aud` |
 * |---|---|---|
 * | client assertion | terminal id (also `sub`) | issuer |
 * | access, enrolment | issuer | issuer |
 * | intent, authorization | issuer | terminal id |
 * | evidence, command | terminal id | issuer |
 * | template | payer id | issuer |
 * | consent and deletion receipt | issuer | payer id |
 */

/** `satisfies` makes the compiler compare this list with the liveness stage's, both ways. */
const assurance = z.enum({
  none: "none",
  low: "low",
  substantial: "substantial",
  high: "high",
} satisfies { [A in Assurance]: A });

export * from "./enrolment-claims.js";
export type { Assurance };

/** Claims of a client assertion (RFC 7523, section 3). */
export const clientAssertionClaims = z.strictObject({
  iss: id,
  sub: id,
  aud: id,
  jti,
  iat: seconds,
  exp: seconds,
  livemode: z.boolean(),
});
/** Who asks for an access token. */
export type ClientAssertionClaims = z.infer<typeof clientAssertionClaims>;

/** Claims of a DPoP proof (RFC 9449, section 4.2). */
export const dpopClaims = z.strictObject({
  htm: z.string().min(1).max(20),
  htu: z.url(),
  jti,
  iat: seconds,
  ath: digest.optional(),
  nonce: z.string().min(1).max(300).optional(),
});
/** Binds one HTTP call to a key. */
export type DpopClaims = z.infer<typeof dpopClaims>;

/** Claims of an access token (RFC 9068, bound as RFC 9449, section 6 says). */
export const accessClaims = z.strictObject({
  ...expiring,
  sub: id,
  scope: z.enum(["terminal", "payer"]),
  cnf: z.strictObject({ jkt: digest }),
});
/** What the bearer of the bound key may call. */
export type AccessClaims = z.infer<typeof accessClaims>;

/** Claims of an intent: what is to be paid, to whom, where, under which policy. */
export const intentClaims = z.strictObject({
  ...expiring,
  order: printable,
  amount,
  currency,
  payee,
  scope: id,
  terminal: id,
  nonce,
  challengeSeed: nonce,
  policy: z.strictObject({
    id,
    digest,
    requiredChecks: z.array(checkName),
    minimumAssurance: assurance,
  }),
  hint: z.strictObject({ kind: z.enum(["none", "phone-2", "phone-4", "card"]) }),
});
/** An intent, parsed. `jti` is the intent's id. */
export type IntentClaims = z.infer<typeof intentClaims>;

/** Claims of evidence: what the terminal saw and proved, bound to one intent. */
export const evidenceClaims = z.strictObject({
  ...expiring,
  intentHash: digest,
  attempt: z.int().min(1).max(10),
  policyDigest: digest,
  packDigest: hexDigest,
  space: id,
  template,
  liveness: livenessResults.min(1),
  quality: z.strictObject({ status: z.literal("passed") }),
  camera: cameraClaims,
  /** ms since the epoch, first and last frame used. */
  captured: z
    .strictObject({ firstMs: z.int().min(0), lastMs: z.int().min(0) })
    .refine(({ firstMs, lastMs }) => firstMs <= lastMs, "the last before the first"),
  frameDigests: z.array(digest).min(1).max(64),
  attestation: attestationClaims,
});
/** Evidence, parsed. */
export type EvidenceClaims = z.infer<typeof evidenceClaims>;

/** What the payer was shown, in every command: dynamic linking (PSD2 RTS, article 5). */
const displayed = z.strictObject({ amount, currency, payee });

/** Claims of a command: an act of the payer or the till, bound to the intent and to what was shown. */
export const commandClaims = z.discriminatedUnion("action", [
  z.strictObject({
    ...expiring,
    action: z.literal("confirm"),
    intentHash: digest,
    evidenceHash: digest,
    candidate: jti,
    displayed,
  }),
  z.strictObject({
    ...expiring,
    action: z.literal("cancel"),
    intentHash: digest,
    displayed,
  }),
]);
/** A command, parsed. */
export type CommandClaims = z.infer<typeof commandClaims>;

/** Claims of an authorization: the issuer's decision, a record that never expires. */
export const authorizationClaims = z
  .strictObject({
    ...record,
    status: z.enum(["approved", "declined"]),
    reason: z.enum(["over-limit", "processor-declined", "no-instrument"]).optional(),
    intent: jti,
    intentHash: digest,
    order: printable,
    amount,
    currency,
    payee,
    terminal: id,
    processorReference: printable.optional(),
    /** Masked: `A•• M••`. */
    payer: printable,
    assurance,
    liveness: livenessResults,
    packDigest: hexDigest,
    policyDigest: digest,
  })
  .refine(({ status, reason }) => (status === "declined") === (reason !== undefined), {
    path: ["reason"],
    message: "a reason exactly where it is declined",
  })
  .refine((claims) => claims.status === "declined" || claims.processorReference !== undefined, {
    path: ["processorReference"],
    message: "what is approved has a processor's reference",
  });
/** An authorization, parsed: also the receipt. */
export type AuthorizationClaims = z.infer<typeof authorizationClaims>;

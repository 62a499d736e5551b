import * as z from "zod";

/**
 * The claims of every token, as schemas. Both sides parse with them, once, at the edge.
 * Objects are strict: a claim that nobody knows is refused, so nothing rides along unsigned for.
 */

const seconds = z.int().min(0);
const id = z.string().min(1).max(200);
/** 43 characters: SHA-256 in base64url. */
export const digestSchema: z.ZodString = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const nonce = z.string().regex(/^[A-Za-z0-9_-]{22,}$/);
const jti = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/);
const hexDigest = z.string().regex(/^[0-9a-f]{64}$/);

/** A safe integer of minor units, at least one: a payment of nothing is no payment. */
const amount = z.int().min(1);
const currency = z.string().regex(/^[A-Z]{3}$/);
/** Printable, so that a till's log or a receipt printer cannot be steered by it. */
const printable = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u, "control characters");
const payee = z.strictObject({ id, name: printable });

const assurance = z.enum(["none", "low", "substantial", "high"]);
/** How sure the issuer may be that a living, present person paid. `none`: no attack was looked for. */
export type Assurance = z.infer<typeof assurance>;

const checkName = z.enum([
  "frame-integrity",
  "texture",
  "challenge",
  "screen-light",
  "depth-shape",
  "infrared",
]);

const livenessResult = z.strictObject({
  check: checkName,
  status: z.enum(["passed", "failed", "not-applicable"]),
  reason: printable.optional(),
});

const record = { iss: id, aud: id, jti, iat: seconds, livemode: z.boolean() };
const expiring = { ...record, exp: seconds };

/** Claims of a client assertion (RFC 7523, section 3). */
export const clientAssertionClaims = z.strictObject({
  iss: id,
  sub: id,
  aud: id,
  jti,
  iat: seconds,
  exp: seconds,
});
/** Who asks for an access token. */
export type ClientAssertionClaims = z.infer<typeof clientAssertionClaims>;

/** Claims of a DPoP proof (RFC 9449, section 4.2). */
export const dpopClaims = z.strictObject({
  htm: z.string().min(1),
  htu: z.url(),
  jti,
  iat: seconds,
  ath: digestSchema.optional(),
  nonce: z.string().min(1).optional(),
});
/** Binds one HTTP call to a key. */
export type DpopClaims = z.infer<typeof dpopClaims>;

/** Claims of an access token (RFC 9068, bound as RFC 9449, section 6 says). */
export const accessClaims = z.strictObject({
  ...expiring,
  sub: id,
  scope: z.enum(["terminal", "payer"]),
  cnf: z.strictObject({ jkt: digestSchema }),
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
    digest: digestSchema,
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
  intentHash: digestSchema,
  attempt: z.int().min(1).max(10),
  policyDigest: digestSchema,
  packDigest: hexDigest,
  space: id,
  /** float32, little endian, base64url. */
  template: z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/)
    .max(12_000),
  liveness: z.array(livenessResult).min(1),
  quality: z.strictObject({ status: z.literal("passed") }),
  camera: z.strictObject({
    id: printable,
    depth: z.boolean(),
    infrared: z.boolean(),
    simulated: z.boolean(),
  }),
  /** ms since the epoch, first and last frame used. */
  captured: z.strictObject({ firstMs: z.int(), lastMs: z.int() }),
  frameDigests: z.array(digestSchema).min(1).max(64),
  attestation: z.strictObject({ kind: z.literal("unattested") }),
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
    intentHash: digestSchema,
    evidenceHash: digestSchema,
    candidate: jti,
    displayed,
  }),
  z.strictObject({
    ...expiring,
    action: z.literal("cancel"),
    intentHash: digestSchema,
    displayed,
  }),
]);
/** A command, parsed. */
export type CommandClaims = z.infer<typeof commandClaims>;

/** Claims of an authorization: the issuer's decision, a record that never expires. */
export const authorizationClaims = z.strictObject({
  ...record,
  status: z.enum(["approved", "declined"]),
  reason: z.enum(["over-limit", "processor-declined", "no-instrument"]).optional(),
  intent: jti,
  intentHash: digestSchema,
  order: printable,
  amount,
  currency,
  payee,
  terminal: id,
  processorReference: printable.optional(),
  /** Masked: `A•• M••`. */
  payer: printable,
  assurance,
  liveness: z.array(livenessResult),
  packDigest: hexDigest,
  policyDigest: digestSchema,
});
/** An authorization, parsed: also the receipt. */
export type AuthorizationClaims = z.infer<typeof authorizationClaims>;

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
  template: z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/)
    .max(12_000),
  liveness: z.array(livenessResult).min(1),
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
  language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/),
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

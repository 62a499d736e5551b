import * as z from "zod";
import { amount, coordinate, currency, id, jti, language, payee, printable } from "./fields.js";

/** Bodies of the calls, as schemas; one parser for both sides. */

const jws = z
  .string()
  .regex(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/)
  .max(64_000);
const jwe = z
  .string()
  .regex(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/)
  .max(128_000);
/** A public P-256 key for ES256. */
export const publicJwkSchema = z.strictObject({
  kty: z.literal("EC"),
  crv: z.literal("P-256"),
  x: coordinate,
  y: coordinate,
  kid: z.string().optional(),
  alg: z.string().optional(),
  use: z.string().optional(),
});
/** A public key as it travels. */
export type PublicJwk = z.infer<typeof publicJwkSchema>;

/** `POST /v1/terminals` */
export const registerTerminalRequest = z.strictObject({
  activationCode: z.string().min(8).max(100),
  publicKey: publicJwkSchema,
  camera: z.strictObject({ simulated: z.boolean() }),
});
/** Body of a registration. */
export type RegisterTerminalRequest = z.infer<typeof registerTerminalRequest>;
/** Its answer: what the issuer fixed for this terminal. */
export const registerTerminalResponse = z.strictObject({
  terminal: id,
  payee,
  scope: id,
  livemode: z.boolean(),
  assuranceCeiling: z.enum(["none", "low", "substantial", "high"]),
});
/** Answer to a registration. */
export type RegisterTerminalResponse = z.infer<typeof registerTerminalResponse>;

/** `POST /v1/token` (RFC 6749 client credentials, RFC 7523 assertion; form fields as JSON). */
export const tokenRequest = z.strictObject({
  grant_type: z.literal("client_credentials"),
  client_assertion_type: z.literal("urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
  client_assertion: jws,
});
/** Answer of the token call. */
export const tokenResponse = z.strictObject({
  access_token: jws,
  token_type: z.literal("DPoP"),
  expires_in: z.int().min(1),
});
/** An access token with its life in seconds. */
export type TokenResponse = z.infer<typeof tokenResponse>;

/** `POST /v1/intents` */
export const createIntentRequest = z.strictObject({
  amount,
  currency,
  order: printable,
});
/** What the till asks for; payee and scope come from the terminal's registration. */
export type CreateIntentRequest = z.infer<typeof createIntentRequest>;
/** Answer: the signed intent. */
export const createIntentResponse = z.strictObject({ id: jti, intent: jws });

/** `POST /v1/intents/{id}/evidence` */
export const evidenceRequest = z.strictObject({ evidence: jwe });
/** What the issuer makes of the evidence; never a score. */
export const evidenceResponse = z.discriminatedUnion("status", [
  z.strictObject({ status: z.literal("candidate"), candidate: jti, payer: printable }),
  z.strictObject({
    status: z.literal("hint-needed"),
    hint: z.enum(["phone-2", "phone-4", "card"]),
  }),
  z.strictObject({ status: z.literal("no-match") }),
  z.strictObject({ status: z.literal("ambiguous") }),
  z.strictObject({ status: z.literal("refused"), reason: z.enum(["liveness", "assurance"]) }),
]);
/** Decision on evidence. */
export type EvidenceResponse = z.infer<typeof evidenceResponse>;

/** `POST /v1/intents/{id}/commands` */
export const commandRequest = z.strictObject({ command: jws });
/** Answer to a command. */
export const commandResponse = z.discriminatedUnion("status", [
  z.strictObject({ status: z.literal("approved"), authorization: jws }),
  z.strictObject({ status: z.literal("declined"), authorization: jws }),
  z.strictObject({ status: z.literal("canceled") }),
  z.strictObject({ status: z.literal("pending") }),
]);
/** Decision on a command. */
export type CommandResponse = z.infer<typeof commandResponse>;

/** States of an intent at the issuer. */
export const intentStateSchema = z.enum([
  "created",
  "evidenced",
  "ambiguous",
  "matched",
  "authorizing",
  "approved",
  "declined",
  "canceled",
  "expired",
]);
/** State of an intent. */
export type IntentState = z.infer<typeof intentStateSchema>;

/** `GET /v1/intents/{id}`: the truth, always safe to ask. */
export const intentStatusResponse = z.strictObject({
  id: jti,
  state: intentStateSchema,
  amount,
  currency,
  order: printable,
  authorization: jws.optional(),
});
/** Where an intent stands. */
export type IntentStatusResponse = z.infer<typeof intentStatusResponse>;

/** `POST /v1/payers`: with a DPoP proof; answers a token bound to its key. */
export const createPayerRequest = z.strictObject({ enrolmentToken: jws });
/** Answer: the payer (the same one for the same account) and a token for the calls below. */
export const createPayerResponse = z.strictObject({
  payer: id,
  access_token: jws,
  token_type: z.literal("DPoP"),
  expires_in: z.int().min(1),
});
/** A payer and the token for their calls. */
export type CreatePayerResponse = z.infer<typeof createPayerResponse>;

/** `POST /v1/payers/{id}/consents` */
export const createConsentRequest = z.strictObject({
  purpose: z.literal("face-payment"),
  textVersion: id,
  language,
});
/** What the payer agreed to. */
export type CreateConsentRequest = z.infer<typeof createConsentRequest>;
/** Answer: the signed consent receipt. */
export const createConsentResponse = z.strictObject({ consent: jti, receipt: jws });

/** `POST /v1/payers/{id}/templates`: a signed template, sealed. */
export const createTemplateRequest = z.strictObject({ template: jwe });
/** Answer: the template's id. */
export const createTemplateResponse = z.strictObject({ template: id });

/** `POST /v1/payers/{id}/instruments`: a processor's token, never a card number. */
export const createInstrumentRequest = z.strictObject({
  processorToken: z.string().min(1).max(200),
  label: printable,
});
/** A way to pay. */
export type CreateInstrumentRequest = z.infer<typeof createInstrumentRequest>;
/** Answer: the instrument's id. */
export const createInstrumentResponse = z.strictObject({ instrument: id });

/** `DELETE /v1/payers/{id}`: the signed deletion receipt. */
export const deletePayerResponse = z.strictObject({ receipt: jws });

/** `GET /.well-known/jwks.json` */
export const jwksResponse = z.strictObject({
  keys: z.array(
    z
      .looseObject({
        kty: z.literal("EC"),
        crv: z.literal("P-256"),
        kid: z.string().min(1).max(200),
        use: z.enum(["sig", "enc"]),
        alg: z.enum(["ES256", "ECDH-ES"]),
        x: coordinate,
        y: coordinate,
      })
      .refine((key) => !("d" in key), "a private key was published"),
  ),
});
/** The issuer's public keys: `sig` for what it signs, `enc` to seal to it. */
export type Jwks = z.infer<typeof jwksResponse>;

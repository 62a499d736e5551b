import { base64url } from "../kernel/bytes.js";
import type { Clock } from "../kernel/clock.js";
import type { SecretEmbedding } from "../kernel/embedding.js";
import { SourireError } from "../kernel/errors.js";
import type { Random } from "../kernel/random.js";
import {
  type CreateConsentRequest,
  createConsentResponse,
  createTemplateResponse,
  deletePayerResponse,
} from "./calls.js";
import {
  type ConsentClaims,
  consentClaims,
  type DeletionClaims,
  deletionClaims,
  type TemplateClaims,
  templateClaims,
} from "./enrolment-claims.js";
import type { Exchange } from "./exchange.js";
import { keysFromJwks, sealingKeyFromJwks } from "./jwks.js";
import type { JwksCache } from "./jwks-cache.js";
import type { SigningKey } from "./key-store.js";
import { sealTo } from "./seal.js";
import { signToken } from "./sign.js";
import { encodeTemplate } from "./template-codec.js";
import { TOKEN_LIFE_S, TOKEN_TYPES } from "./token-type.js";
import { parseClaims, type VerifyTokenOptions, verifyToken } from "./verify.js";

/** A record that the issuer signed, verified. */
export interface VerifiedReceipt<T> {
  /** The compact JWS, for the payer to keep. */
  readonly receipt: string;
  /** What it says. */
  readonly claims: T;
}

/** A template to enrol. */
export interface TemplateBody {
  /** The payer's face, L2-normalised, shape `[d]`. Copied; dispose of it afterwards. */
  readonly embedding: SecretEmbedding | Float32Array;
  /** SHA-256 of the pack's manifest, hex. */
  readonly packDigest: string;
  /** Which network made the embedding. */
  readonly space: string;
  /** Id of the consent, from `consent`. */
  readonly consent: string;
  /** Every check that ran, each once. */
  readonly liveness: TemplateClaims["liveness"];
}

/** What the calls of one enrolment share. */
export interface EnrolmentSession {
  /** The issuer's public URL without a slash at the end. */
  readonly issuer: string;
  /** The device's key. */
  readonly key: SigningKey;
  /** Which world. */
  readonly livemode: boolean;
  /** Time. */
  readonly clock: Clock;
  /** For names. */
  readonly random: Random;
  /** Sends with a proof. */
  readonly exchange: Exchange;
  /** The issuer's public keys. */
  readonly jwks: JwksCache;
}

/** The payer that was opened. */
export interface OpenPayer {
  /** The payer's id. */
  readonly payer: string;
  /** The token for their calls. */
  readonly accessToken: string;
}

/** What the calls of an open payer carry. */
export function withToken(
  { accessToken }: OpenPayer,
  signal: AbortSignal | undefined,
): { accessToken: string; signal?: AbortSignal } {
  return { accessToken, ...(signal ? { signal } : {}) };
}

/** An address below the payer's own. */
export function pathOf({ payer }: OpenPayer, rest: string): string {
  return `/v1/payers/${encodeURIComponent(payer)}${rest}`;
}

/** Records consent and verifies the receipt. */
export async function giveConsent(
  session: EnrolmentSession,
  open: OpenPayer,
  body: Omit<CreateConsentRequest, "purpose">,
  signal: AbortSignal | undefined,
): Promise<VerifiedReceipt<ConsentClaims> & { consent: string }> {
  const { textVersion, language } = body;
  const agreed: CreateConsentRequest = { purpose: "face-payment", textVersion, language };
  const { consent, receipt } = await session.exchange({
    method: "POST",
    path: pathOf(open, "/consents"),
    schema: createConsentResponse,
    body: agreed,
    ...withToken(open, signal),
  });
  const claims = await verifyToken(
    TOKEN_TYPES.consent,
    consentClaims,
    receipt,
    await verification(session, open, receipt, signal),
  );
  const same = claims.textVersion === textVersion && claims.language === language;
  if (!same || claims.jti !== consent || claims.payer !== open.payer) {
    throw new SourireError("ISSUER_ANSWER_INVALID", "the receipt is not for this consent");
  }
  return { consent, receipt, claims };
}

/** Signs, seals and sends a template. */
export async function sendTemplate(
  session: EnrolmentSession,
  open: OpenPayer,
  body: TemplateBody,
  signal: AbortSignal | undefined,
): Promise<{ template: string }> {
  const { issuer, key, livemode, clock, random, jwks } = session;
  const { embedding, ...rest } = body;
  const iat = Math.floor(clock.now() / 1000);
  const claims: TemplateClaims = {
    ...rest,
    template: encodeTemplate(embedding),
    iss: open.payer,
    aud: issuer,
    jti: base64url.encode(random.bytes(16)),
    iat,
    exp: iat + TOKEN_LIFE_S.template,
    livemode,
    payer: open.payer,
    quality: { status: "passed" },
  };
  const token = await signToken(TOKEN_TYPES.template, parseClaims(templateClaims, claims), key);
  const sealingKey = sealingKeyFromJwks(await jwks.current(signal));
  return session.exchange({
    method: "POST",
    path: pathOf(open, "/templates"),
    schema: createTemplateResponse,
    body: { template: await sealTo(token, sealingKey, "JWT") },
    ...withToken(open, signal),
  });
}

/** Deletes the payer and verifies the receipt. */
export async function deletePayer(
  session: EnrolmentSession,
  open: OpenPayer,
  signal: AbortSignal | undefined,
): Promise<VerifiedReceipt<DeletionClaims>> {
  const { receipt } = await session.exchange({
    method: "DELETE",
    path: pathOf(open, ""),
    schema: deletePayerResponse,
    ...withToken(open, signal),
  });
  const claims = await verifyToken(
    TOKEN_TYPES.deletion,
    deletionClaims,
    receipt,
    await verification(session, open, receipt, signal),
  );
  if (claims.payer !== open.payer) {
    throw new SourireError("ISSUER_ANSWER_INVALID", "the receipt is for another payer");
  }
  return { receipt, claims };
}

/** What a receipt of this payer must satisfy. */
async function verification(
  { issuer, livemode, clock, jwks }: EnrolmentSession,
  { payer }: OpenPayer,
  receipt: string,
  signal: AbortSignal | undefined,
): Promise<VerifyTokenOptions> {
  const keys = keysFromJwks(await jwks.forToken(receipt, signal), "sig");
  return { keys, issuer, audience: payer, livemode, nowMs: clock.now() };
}

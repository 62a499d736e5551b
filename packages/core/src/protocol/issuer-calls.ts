import { base64url } from "../kernel/bytes.js";
import type { Clock } from "../kernel/clock.js";
import { isSourireError } from "../kernel/errors.js";
import type { Random } from "../kernel/random.js";
import {
  type CreateIntentRequest,
  commandResponse,
  createIntentResponse,
  type EvidenceResponse,
  evidenceResponse,
  intentStatusResponse,
  type RegisterTerminalResponse,
} from "./calls.js";
import { type CommandBody, signCommand } from "./command.js";
import { type EvidenceBody, signEvidence } from "./evidence.js";
import type { CallOptions, Exchange } from "./exchange.js";
import { type Intent, verifyIntent } from "./intent.js";
import {
  type CommandResult,
  type IntentStatus,
  type VerifyAuthorization,
  verifyCommandAnswer,
  verifyStatusAnswer,
} from "./issuer-answers.js";
import { sealingKeyFromJwks } from "./jwks.js";
import type { JwksCache } from "./jwks-cache.js";
import type { SigningKey } from "./key-store.js";
import { verifyReceipt } from "./receipt.js";
import { sealTo } from "./seal.js";

/** What the calls of one terminal share. */
export interface IssuerSession {
  /** The issuer's public URL without a slash at the end. */
  readonly issuer: string;
  /** The registered key. */
  readonly key: SigningKey;
  /** What the issuer fixed. */
  readonly registration: RegisterTerminalResponse;
  /** Time. */
  readonly clock: Clock;
  /** For names. */
  readonly random: Random;
  /** Sends with proof and access token. */
  readonly call: Exchange;
  /** The issuer's public keys. */
  readonly jwks: JwksCache;
}

/** Asks for an intent and verifies that it says what was asked. */
export async function createIntent(
  session: IssuerSession,
  request: CreateIntentRequest,
  options: CallOptions & { readonly idempotencyKey?: string },
): Promise<Intent> {
  const { signal } = options;
  const { issuer, registration, clock, random, jwks } = session;
  const answer = await session.call({
    method: "POST",
    path: "/v1/intents",
    schema: createIntentResponse,
    body: request,
    idempotencyKey: options.idempotencyKey ?? base64url.encode(random.bytes(16)),
    repeatable: true,
    ...(signal ? { signal } : {}),
  });
  return verifyIntent(answer.intent, {
    jwks: await jwks.forToken(answer.intent, signal),
    issuer,
    registration,
    request,
    id: answer.id,
    nowMs: clock.now(),
  });
}

/** Signs, seals and sends evidence. */
export async function sendEvidence(
  session: IssuerSession,
  intent: Intent,
  body: EvidenceBody,
  signal: AbortSignal | undefined,
): Promise<{ answer: EvidenceResponse; evidenceHash: string }> {
  const { key, clock, random, jwks } = session;
  const { token, hash } = await signEvidence(intent, body, { key, nowMs: clock.now(), random });
  const send = async (): Promise<EvidenceResponse> =>
    session.call({
      method: "POST",
      path: `/v1/intents/${encodeURIComponent(intent.id)}/evidence`,
      schema: evidenceResponse,
      body: {
        evidence: await sealTo(token, sealingKeyFromJwks(await jwks.current(signal)), "JWT"),
      },
      repeatable: true,
      ...(signal ? { signal } : {}),
    });
  try {
    return { answer: await send(), evidenceHash: hash };
  } catch (error) {
    if (!isSourireError(error) || error.code !== "SEAL_INVALID") throw error;
    jwks.drop(); // the issuer's sealing key was rotated since it was fetched
    return { answer: await send(), evidenceHash: hash };
  }
}

/** Signs and sends a command and verifies what came of it. */
export async function sendCommand(
  session: IssuerSession,
  intent: Intent,
  body: CommandBody,
  signal: AbortSignal | undefined,
): Promise<CommandResult> {
  const { key, clock, random } = session;
  const answer = await session.call({
    method: "POST",
    path: `/v1/intents/${encodeURIComponent(intent.id)}/commands`,
    schema: commandResponse,
    body: { command: await signCommand(intent, body, { key, nowMs: clock.now(), random }) },
    repeatable: true, // idempotent by its jti
    ...(signal ? { signal } : {}),
  });
  const { amount, currency, payee, order } = intent.claims;
  const expect = { intent: intent.id, intentToken: intent.token, amount, currency, order };
  return verifyCommandAnswer(answer, { ...expect, payee: payee.id }, verifier(session, signal));
}

/** Asks where an intent stands. */
export async function askStatus(
  session: IssuerSession,
  intentId: string,
  signal: AbortSignal | undefined,
): Promise<IntentStatus> {
  const answer = await session.call({
    method: "GET",
    path: `/v1/intents/${encodeURIComponent(intentId)}`,
    schema: intentStatusResponse,
    repeatable: true,
    ...(signal ? { signal } : {}),
  });
  return verifyStatusAnswer(intentId, answer, verifier(session, signal));
}

function verifier(session: IssuerSession, signal: AbortSignal | undefined): VerifyAuthorization {
  const { issuer, registration, clock, jwks } = session;
  const { terminal, livemode } = registration;
  return async (authorization, expect) =>
    verifyReceipt(authorization, {
      jwks: await jwks.forToken(authorization, signal),
      issuer,
      terminal,
      livemode,
      expect,
      nowMs: clock.now(),
    });
}

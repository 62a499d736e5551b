import { type Clock, systemClock } from "../kernel/clock.js";
import { type Random, systemRandom } from "../kernel/random.js";
import { withAccessToken } from "./access-token.js";
import type { CreateIntentRequest, EvidenceResponse, RegisterTerminalResponse } from "./calls.js";
import type { Displayed } from "./command.js";
import type { EvidenceBody } from "./evidence.js";
import { type CallOptions, createExchange } from "./exchange.js";
import { type FetchLike, issuerUrl, requireTransport } from "./http.js";
import type { Intent } from "./intent.js";
import type { CommandResult, IntentStatus } from "./issuer-answers.js";
import {
  askStatus,
  createIntent,
  type IssuerSession,
  sendCommand,
  sendEvidence,
} from "./issuer-calls.js";
import { createJwksCache } from "./jwks-cache.js";
import type { SigningKey } from "./key-store.js";

/**
 * An issuer, as a registered terminal sees it. Answers are verified before they are returned. Faults:
 * what the issuer's problem document says, `ISSUER_UNREACHABLE`, `ISSUER_ANSWER_INVALID`, and those of
 * `verifyToken` where a token does not hold.
 */
export interface IssuerClient {
  /**
   * Creates an intent, checked to say what was asked.
   * @param options - `idempotencyKey`: the same key gives the same intent. @defaultValue a random one
   * @throws {SourireError} `AMOUNT_MISMATCH`, `TERMINAL_MISMATCH`, `INTENT_MISMATCH`, `IDEMPOTENCY_KEY_REUSED`
   */
  createIntent(
    request: CreateIntentRequest,
    options?: CallOptions & { readonly idempotencyKey?: string },
  ): Promise<Intent>;
  /** Signs and seals evidence and sends it; a broken connection is tried once more with the same bytes. */
  sendEvidence(
    intent: Intent,
    body: EvidenceBody,
    options?: CallOptions,
  ): Promise<{
    /** What the issuer makes of it. */
    readonly answer: EvidenceResponse;
    /** SHA-256 of the signed evidence: `confirm` names it. */
    readonly evidenceHash: string;
  }>;
  /**
   * Sends the payer's yes. After it was sent only `status` tells the truth.
   * @throws {SourireError} `AMOUNT_MISMATCH` when what was displayed differs from the intent,
   *   `AUTHORIZATION_MISMATCH` when the answer is about something else
   */
  confirm(
    intent: Intent,
    candidate: {
      /** From `sendEvidence`. */
      readonly evidenceHash: string;
      /** The handle in its answer. */
      readonly candidate: string;
      /** What stood on the payer's screen. */
      readonly displayed: Displayed;
    },
    options?: CallOptions,
  ): Promise<CommandResult>;
  /** Stops the payment; when it was decided before, the answer is the decision. */
  cancel(intent: Intent, options?: CallOptions): Promise<CommandResult>;
  /**
   * Where an intent stands: always safe to ask. The amount is the issuer's word; compare it with your journal.
   */
  status(intentId: string, options?: CallOptions): Promise<IntentStatus>;
}

/** Options of {@link createIssuerClient}. */
export interface IssuerClientOptions {
  /** The issuer's public URL: what its tokens name as `iss`. */
  readonly url: string;
  /** The registered key. */
  readonly key: SigningKey;
  /** What the issuer answered at registration. */
  readonly registration: RegisterTerminalResponse;
  /** @defaultValue `globalThis.fetch` */
  readonly fetch?: FetchLike;
  /** @defaultValue the system's */
  readonly clock?: Clock;
  /** @defaultValue the system's */
  readonly random?: Random;
  /** Time for one answer, ms. @defaultValue 30000 */
  readonly timeoutMs?: number;
}

/**
 * Makes a client. Nothing is sent before the first call.
 * @throws {TypeError} when the URL is none, or the world is live and the connection is not encrypted
 */
export function createIssuerClient(options: IssuerClientOptions): IssuerClient {
  const { key, registration, timeoutMs } = options;
  const fetch: FetchLike = options.fetch ?? ((request) => globalThis.fetch(request));
  const { clock = systemClock, random = systemRandom } = options;
  const issuer = issuerUrl(options.url);
  requireTransport(issuer, registration.livemode);
  const { terminal, livemode } = registration;
  const exchange = createExchange({
    url: issuer,
    key,
    fetch,
    clock,
    random,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
  const session: IssuerSession = {
    issuer,
    key,
    registration,
    clock,
    random,
    call: withAccessToken(exchange, { terminal, livemode, issuer, key, clock, random }),
    jwks: createJwksCache({ url: issuer, fetch, clock }),
  };
  return {
    createIntent: (request, callOptions = {}) => createIntent(session, request, callOptions),
    sendEvidence: (intent, body, { signal } = {}) => sendEvidence(session, intent, body, signal),
    confirm: (intent, body, { signal } = {}) =>
      sendCommand(session, intent, { action: "confirm", ...body }, signal),
    cancel: (intent, { signal } = {}) => {
      const { amount, currency, payee } = intent.claims;
      const displayed = { amount, currency, payee };
      return sendCommand(session, intent, { action: "cancel", displayed }, signal);
    },
    status: (intentId, { signal } = {}) => askStatus(session, intentId, signal),
  };
}

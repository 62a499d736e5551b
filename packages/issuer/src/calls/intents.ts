import {
  type CreateIntentRequest,
  createIntentRequest,
  currencyCode,
  type IntentClaims,
  type IntentStatusResponse,
  isSourireError,
  SourireError,
  signToken,
  TOKEN_LIFE_S,
  TOKEN_TYPES,
  tokenDigest,
} from "@sourire/core";
import { authenticateTerminal } from "../http/authenticate.js";
import type { CallRequest } from "../http/call-request.js";
import { settle } from "../intent/authorize.js";
import { ownIntent } from "../intent/intent-events.js";
import { appendToLedger } from "../ledger/ledger.js";
import { newId, nowS, type Services, sha256Hex } from "../services.js";
import type { IntentRecord, TerminalRecord } from "../store/records.js";

/** How long an answer is kept for its `Idempotency-Key`: a till's working day. */
const KEEP_ANSWER_MS = 24 * 3600 * 1000;

interface CreateIntentResponse {
  readonly id: string;
  readonly intent: string;
}

/** `POST /v1/intents`: signs what is to be paid. Idempotent by `Idempotency-Key`. */
export async function createIntent(
  services: Services,
  call: CallRequest,
): Promise<CreateIntentResponse> {
  const terminal = await authenticateTerminal(services, call);
  const key = idempotencyKey(call);
  const request = await call.body(createIntentRequest);
  assertCurrency(request.currency);
  const requestDigest = sha256Hex(
    JSON.stringify([request.amount, request.currency, request.order]),
  );
  const intent = await newIntent(services, terminal, request);
  const nowMs = services.clock.now();
  return services.store.transaction(async (tx) => {
    const stored = await tx.answer(terminal.id, key);
    if (stored && stored.requestDigest !== requestDigest) {
      throw new SourireError("IDEMPOTENCY_KEY_REUSED", "the key was used for another request");
    }
    if (stored) return JSON.parse(stored.answer) as CreateIntentResponse;
    const answer = { id: intent.id, intent: intent.token };
    await tx.addIntent(intent);
    await tx.addAnswer({
      terminal: terminal.id,
      key,
      requestDigest,
      answer: JSON.stringify(answer),
      expiresAtMs: nowMs + KEEP_ANSWER_MS,
    });
    await appendToLedger(tx, {
      atMs: nowMs,
      event: "intent-created",
      subject: intent.id,
      terminal: terminal.id,
      amount: intent.amount,
      currency: intent.currency,
    });
    return answer;
  });
}

/** `GET /v1/intents/{id}`: the truth. An unsettled one is settled by asking the processor. */
export async function intentStatus(
  services: Services,
  call: CallRequest,
): Promise<IntentStatusResponse> {
  const terminal = await authenticateTerminal(services, call);
  const intent = await services.intentQueues.run(call.id, async () => {
    try {
      return await settle(services, terminal, await ownIntent(services, terminal, call.id));
    } catch (error) {
      // another terminal's intent looks like none
      if (!isSourireError(error) || error.code !== "TERMINAL_MISMATCH") throw error;
      throw new SourireError("INTENT_UNKNOWN", "no such intent");
    }
  });
  const { id, state, amount, currency, order, authorization } = intent;
  return { id, state, amount, currency, order, ...(authorization ? { authorization } : {}) };
}

async function newIntent(
  services: Services,
  terminal: TerminalRecord,
  request: CreateIntentRequest,
): Promise<IntentRecord> {
  const { issuer, livemode, random, clock, policy, policyDigest, signing } = services;
  const iat = nowS(clock);
  const claims: IntentClaims = {
    iss: issuer,
    aud: terminal.id,
    jti: newId(random),
    iat,
    exp: iat + TOKEN_LIFE_S.intent,
    livemode,
    ...request,
    payee: terminal.payee,
    scope: terminal.scope,
    terminal: terminal.id,
    nonce: newId(random),
    challengeSeed: newId(random),
    policy: {
      id: policy.id,
      digest: policyDigest,
      requiredChecks: [...policy.requiredChecks],
      minimumAssurance: policy.minimumAssurance,
    },
    hint: { kind: "none" }, // what is needed is known once a template can be compared
  };
  const token = await signToken(TOKEN_TYPES.intent, claims, signing);
  return {
    id: claims.jti,
    terminal: terminal.id,
    token,
    hash: await tokenDigest(token),
    ...request,
    policyDigest,
    processorKey: newId(random),
    issuedAtS: iat,
    expiresAtS: claims.exp,
    ...UNTOUCHED,
  };
}

const UNTOUCHED = {
  state: "created",
  evidenceHash: null,
  evidenceAnswer: null,
  assurance: null,
  liveness: null,
  packDigest: null,
  payer: null,
  candidate: null,
  instrument: null,
  authorization: null,
} as const;

/** Refused here, where nothing has happened yet: no processor could charge it. */
function assertCurrency(currency: string): void {
  try {
    currencyCode(currency);
  } catch (cause) {
    throw new SourireError("REQUEST_INVALID", "body.currency: not ISO 4217", { cause });
  }
}

function idempotencyKey(call: CallRequest): string {
  const key = call.headers.get("idempotency-key") ?? "";
  if (/^[\x21-\x7e]{1,200}$/.test(key)) return key;
  throw new SourireError("REQUEST_INVALID", "header Idempotency-Key: 1 to 200 visible characters");
}

import { SourireError } from "../../src/kernel/errors.js";
import { type RegisterTerminalResponse, tokenRequest } from "../../src/protocol/calls.js";
import {
  type AuthorizationClaims,
  clientAssertionClaims,
  commandClaims,
  type EvidenceClaims,
  evidenceClaims,
  type IntentClaims,
} from "../../src/protocol/claims.js";
import { tokenDigest } from "../../src/protocol/digest.js";
import { type DpopProof, verifyDpopProof } from "../../src/protocol/dpop.js";
import { templateClaims } from "../../src/protocol/enrolment-claims.js";
import type { FetchLike } from "../../src/protocol/http.js";
import { jwksOf } from "../../src/protocol/jwks.js";
import type { SealingKey, SigningKey } from "../../src/protocol/key-store.js";
import { toProblem } from "../../src/protocol/problem.js";
import { openSealed } from "../../src/protocol/seal.js";
import { signToken } from "../../src/protocol/sign.js";
import { TOKEN_TYPES } from "../../src/protocol/token-type.js";
import { verifyToken } from "../../src/protocol/verify.js";
import { createMemoryKeyStore } from "../../src/testing/memory-key-store.js";
import {
  authorizationExample,
  ISSUER,
  intentExample,
  NOW_MS,
  PAYEE,
  TERMINAL,
} from "./fixtures.js";

/** What a test may change in what the issuer says. */
export interface Lies {
  intent?: Partial<IntentClaims>;
  intentId?: string;
  authorization?: Partial<AuthorizationClaims>;
  signWith?: SigningKey;
  commandAnswer?: "approved" | "declined" | "canceled" | "pending";
  state?: string;
  statusId?: string;
  /** A state without its authorization, or with one that it must not have. */
  proofless?: boolean;
  receipt?: Record<string, unknown>;
  nonces?: string[];
  accessToken?: string;
}

/** Calls as the issuer saw them. */
export interface Seen {
  method: string;
  path: string;
  proof: DpopProof;
  headers: Headers;
  body: unknown;
}

export const REGISTRATION: RegisterTerminalResponse = {
  terminal: TERMINAL,
  payee: PAYEE,
  scope: "bakery",
  livemode: false,
  assuranceCeiling: "low",
};

/** Just enough of an issuer to test a client against: true crypto, no state, no decisions. */
export async function createTinyIssuer(lies: Lies = {}) {
  const store = createMemoryKeyStore();
  const keys = {
    signing: await store.signingKey("signing"),
    sealing: await store.sealingKey("sealing"),
  };
  const seen: Seen[] = [];
  const state = { intent: "", evidence: undefined as EvidenceClaims | undefined, jwksFetched: 0 };
  const fetch: FetchLike = async (request) => {
    try {
      if (request.url === `${ISSUER}/.well-known/jwks.json`) {
        state.jwksFetched++;
        return Response.json(jwksOf({ signing: [keys.signing], sealing: [keys.sealing] }));
      }
      const call = await open(request, lies);
      seen.push(call);
      const headers = { "dpop-nonce": lies.nonces?.[0] ?? "nonce-0" };
      return Response.json(await answer(call, lies, keys, state), { headers });
    } catch (error) {
      if (!(error instanceof SourireError)) throw error;
      const problem = toProblem(error, "req_1");
      return new Response(JSON.stringify(problem), {
        status: problem.status,
        headers: {
          "content-type": "application/problem+json",
          "dpop-nonce": lies.nonces?.[0] ?? "nonce-0",
        },
      });
    }
  };
  return { fetch, seen, state, keys };
}

async function open(request: Request, lies: Lies): Promise<Seen> {
  const { method, url, headers } = request;
  const access = headers.get("authorization")?.replace(/^DPoP /, "");
  const proof = await verifyDpopProof(headers.get("dpop") ?? "", {
    method,
    url,
    nowMs: NOW_MS,
    ...(access === undefined ? {} : { accessToken: access }),
    ...(lies.nonces?.[0] === undefined ? {} : { nonce: lies.nonces[0] }),
  });
  const text = await request.text();
  const path = url.slice(ISSUER.length);
  return { method, path, proof, headers, body: text === "" ? undefined : JSON.parse(text) };
}

type Keys = { signing: SigningKey; sealing: SealingKey };
type State = { intent: string; evidence: EvidenceClaims | undefined };

async function answer(call: Seen, lies: Lies, keys: Keys, state: State): Promise<unknown> {
  const { method, path, proof, body } = call;
  const signing = lies.signWith ?? keys.signing;
  const verification = { keys: () => proof.publicJwk, audience: ISSUER, nowMs: NOW_MS };
  if (path === "/v1/terminals") return REGISTRATION;
  if (path === "/v1/token") {
    const { client_assertion } = tokenRequest.parse(body);
    const type = TOKEN_TYPES.clientAssertion;
    await verifyToken(type, clientAssertionClaims, client_assertion, verification);
    return { access_token: lies.accessToken ?? "a.b.c", token_type: "DPoP", expires_in: 300 };
  }
  if (path.startsWith("/v1/payers")) return answerPayer(call, lies, keys, verification);
  const access = call.headers.get("authorization");
  if (access !== `DPoP ${lies.accessToken ?? "a.b.c"}`) {
    throw new SourireError("ACCESS_DENIED", "another token");
  }
  if (path === "/v1/intents") {
    const asked = body as { amount: number; currency: string; order: string };
    const claims = { ...intentExample, ...asked, ...lies.intent };
    state.intent = await signToken(TOKEN_TYPES.intent, claims, signing);
    return { id: lies.intentId ?? claims.jti, intent: state.intent };
  }
  if (path.endsWith("/evidence")) {
    const { evidence } = body as { evidence: string };
    const jws = await openSealed(evidence, (kid) =>
      kid === keys.sealing.kid ? keys.sealing : undefined,
    );
    state.evidence = await verifyToken(TOKEN_TYPES.evidence, evidenceClaims, jws, verification);
    return { status: "candidate", candidate: "candidate_0123456", payer: "A•• M••" };
  }
  const authorization = async (status: "approved" | "declined"): Promise<string> => {
    const decided: Partial<AuthorizationClaims> =
      status === "declined" ? { status, reason: "over-limit" } : { status };
    const intentHash = await tokenDigest(state.intent);
    const claims = { ...authorizationExample, intentHash, ...decided, ...lies.authorization };
    return signToken(TOKEN_TYPES.authorization, claims, signing);
  };
  if (path.endsWith("/commands")) {
    const { command } = body as { command: string };
    await verifyToken(TOKEN_TYPES.command, commandClaims, command, verification);
    const status = lies.commandAnswer ?? "approved";
    if (status === "canceled" || status === "pending") return { status };
    return { status, authorization: await authorization(status) };
  }
  if (method === "GET" && path.startsWith("/v1/intents/")) {
    const at = lies.state ?? "approved";
    const decided = at === "approved" || at === "declined";
    const { amount, currency, order } = intentExample;
    const id = lies.statusId ?? intentExample.jti;
    const base = { id, state: at, amount, currency, order };
    return decided !== (lies.proofless ?? false)
      ? { ...base, authorization: await authorization(at === "declined" ? at : "approved") }
      : base;
  }
  throw new SourireError("ROUTE_UNKNOWN", "no such call");
}

async function answerPayer(
  { method, path, body }: Seen,
  lies: Lies,
  keys: Keys,
  verification: Parameters<typeof verifyToken>[3],
): Promise<unknown> {
  const signing = lies.signWith ?? keys.signing;
  const record = {
    iss: ISSUER,
    aud: "payer_1",
    jti: "record_0123456789",
    iat: NOW_MS / 1000,
    livemode: false,
    payer: "payer_1",
  };
  if (path === "/v1/payers") {
    return { payer: "payer_1", access_token: "p.q.r", token_type: "DPoP", expires_in: 300 };
  }
  if (path.endsWith("/consents")) {
    const claims = { ...record, ...(body as object), retentionMonths: 12, ...lies.receipt };
    return { consent: record.jti, receipt: await signToken(TOKEN_TYPES.consent, claims, signing) };
  }
  if (path.endsWith("/templates")) {
    const { template } = body as { template: string };
    const jws = await openSealed(template, () => keys.sealing);
    await verifyToken(TOKEN_TYPES.template, templateClaims, jws, verification);
    return { template: "template_1" };
  }
  if (path.endsWith("/instruments")) return { instrument: "instrument_1" };
  if (method !== "DELETE") throw new SourireError("ROUTE_UNKNOWN", "no such call");
  const claims = { ...record, templatesDeleted: 1, dataKeyDestroyed: true, ...lies.receipt };
  return { receipt: await signToken(TOKEN_TYPES.deletion, claims, signing) };
}

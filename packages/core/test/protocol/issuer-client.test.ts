import { beforeAll, describe, expect, it } from "vitest";
import type { Clock } from "../../src/kernel/clock.js";
import { commandRequest, tokenRequest } from "../../src/protocol/calls.js";
import { tokenDigest } from "../../src/protocol/digest.js";
import type { EvidenceBody } from "../../src/protocol/evidence.js";
import type { FetchLike } from "../../src/protocol/http.js";
import type { Intent } from "../../src/protocol/intent.js";
import { createIssuerClient, type IssuerClient } from "../../src/protocol/issuer-client.js";
import type { SigningKey } from "../../src/protocol/key-store.js";
import { registerTerminal } from "../../src/protocol/register-terminal.js";
import { decodeTemplate } from "../../src/protocol/template-codec.js";
import { createMemoryKeyStore } from "../../src/testing/memory-key-store.js";
import {
  codeOf,
  decodePart,
  evidenceExample,
  ISSUER,
  intentExample,
  NOW_MS,
  NOW_S,
  newKey,
  PAYEE,
  syntheticEmbedding,
  TERMINAL,
} from "./fixtures.js";
import { createTinyIssuer, type Lies, REGISTRATION, type Seen } from "./tiny-issuer.js";

const REQUEST = { amount: 450, currency: "EUR", order: "order 7" };
const clock = {
  ms: 0,
  now: () => NOW_MS,
  monotonic(): number {
    return this.ms;
  },
} satisfies Clock & { ms: number };
let key: SigningKey;
beforeAll(async () => {
  key = await newKey();
});

async function setUp(lies: Lies = {}, wrap: (fetch: FetchLike) => FetchLike = (f) => f) {
  const issuer = await createTinyIssuer(lies);
  const options = { url: `${ISSUER}/`, key, registration: REGISTRATION, clock };
  const client = createIssuerClient({ ...options, fetch: wrap(issuer.fetch) });
  return { ...issuer, client };
}
function evidenceBody(): EvidenceBody {
  const { packDigest, space, liveness, camera, captured, frameDigests } = evidenceExample;
  const embedding = syntheticEmbedding();
  return { embedding, packDigest, space, liveness, camera, captured, frameDigests };
}
const confirmation = {
  evidenceHash: "e".repeat(43),
  candidate: "candidate_0123456",
  displayed: { amount: 450, currency: "EUR", payee: PAYEE },
};
const lastCommand = (seen: readonly Seen[]): string =>
  commandRequest.parse(seen.at(-1)?.body).command;
const confirm = async (client: IssuerClient, intent?: Intent) =>
  client.confirm(intent ?? (await client.createIntent(REQUEST)), confirmation);

describe("registerTerminal", () => {
  it("proves that it holds the key and sends only its public half", async () => {
    const { fetch, seen } = await createTinyIssuer();
    const options = { url: ISSUER, key, activationCode: "12345678", camera: { simulated: true } };
    expect(await registerTerminal({ ...options, fetch, clock })).toEqual(REGISTRATION);
    expect(seen[0]?.proof.thumbprint).toBe(key.kid);
    expect(seen[0]?.body).toEqual({
      activationCode: "12345678",
      publicKey: key.publicJwk,
      camera: { simulated: true },
    });
  });

  it("wants https where money is live, but on this machine", () => {
    const registration = { ...REGISTRATION, livemode: true };
    const make = (url: string) => createIssuerClient({ url, key, registration });
    expect(() => make("http://issuer.example")).toThrow(TypeError);
    expect(() => make("http://localhost.evil.example")).toThrow(TypeError);
    expect(() => make("ftp://issuer.example")).toThrow(TypeError);
    expect(() => make("https://issuer.example/?x=1")).toThrow(TypeError);
    expect(make("http://127.0.0.1:8080")).toBeDefined();
  });
});

describe("createIntent", () => {
  it("authenticates with a client assertion and DPoP, and verifies the answer", async () => {
    const { client, seen, state } = await setUp();
    const intent = await client.createIntent(REQUEST, { idempotencyKey: "key-1" });
    expect(intent.claims).toEqual(intentExample);
    expect(intent).toMatchObject({ id: intentExample.jti, token: state.intent });
    expect(intent.hash).toBe(await tokenDigest(state.intent));
    expect(seen.map(({ path }) => path)).toEqual(["/v1/token", "/v1/intents"]);
    expect(seen[1]?.headers.get("idempotency-key")).toBe("key-1");
    const { client_assertion: assertion } = tokenRequest.parse(seen[0]?.body);
    expect(decodePart(assertion, 1)).toMatchObject({
      iss: TERMINAL,
      sub: TERMINAL,
      aud: ISSUER,
      exp: NOW_S + 120,
      livemode: false,
    });
  });

  it("makes a new idempotency key for each payment", async () => {
    const { client, seen } = await setUp();
    await client.createIntent(REQUEST);
    await client.createIntent(REQUEST);
    const keys = seen
      .map(({ headers }) => headers.get("idempotency-key"))
      .filter((k) => k !== null);
    expect(new Set(keys).size).toBe(2);
    expect(keys[0]).toMatch(/^[\w-]{22}$/);
  });

  it.each<[string, Lies]>([
    ["AMOUNT_MISMATCH", { intent: { amount: 451 } }],
    ["AMOUNT_MISMATCH", { intent: { currency: "USD" } }],
    ["AMOUNT_MISMATCH", { intent: { payee: { id: "payee_2", name: PAYEE.name } } }],
    ["AMOUNT_MISMATCH", { intent: { payee: { id: PAYEE.id, name: "Other" } } }],
    ["TERMINAL_MISMATCH", { intent: { terminal: "term_2" } }],
    ["TOKEN_AUDIENCE_MISMATCH", { intent: { aud: "term_2" } }],
    ["INTENT_MISMATCH", { intent: { order: "order 8" } }],
    ["INTENT_MISMATCH", { intent: { scope: "other" } }],
    ["INTENT_MISMATCH", { intentId: "intent_of_somebody" }],
    ["LIVEMODE_MISMATCH", { intent: { livemode: true } }],
    ["TOKEN_CLAIM_INVALID", { intent: { iss: "https://other.example" } }],
    ["TOKEN_EXPIRED", { intent: { iat: NOW_S - 400, exp: NOW_S - 100 } }],
  ])("refuses with %s: %j", async (code, lies) => {
    const { client } = await setUp(lies);
    expect(await codeOf(client.createIntent(REQUEST))).toBe(code);
  });

  it("refuses an intent that somebody else signed, after asking for new keys once", async () => {
    const { client, state } = await setUp({ signWith: await newKey() });
    expect(await codeOf(client.createIntent(REQUEST))).toBe("TOKEN_SIGNATURE_INVALID");
    expect(state.jwksFetched).toBe(2);
  });

  it("follows a rotation of the issuer's signing key", async () => {
    const { client, keys, state } = await setUp();
    await client.createIntent(REQUEST);
    keys.signing = await newKey();
    expect((await client.createIntent(REQUEST)).token).toBe(state.intent);
    expect(state.jwksFetched).toBe(2);
  });
});

describe("access tokens", () => {
  it("are kept until shortly before they end", async () => {
    const { client, seen } = await setUp();
    const tokens = () => seen.filter(({ path }) => path === "/v1/token").length;
    clock.ms = 0;
    await client.createIntent(REQUEST);
    clock.ms = 264_000;
    await client.createIntent(REQUEST);
    expect(tokens()).toBe(1);
    clock.ms = 266_000;
    await client.createIntent(REQUEST);
    expect(tokens()).toBe(2);
  });

  it("that the issuer no longer takes are replaced once", async () => {
    const lies: Lies = {};
    const { client, seen } = await setUp(lies);
    await client.createIntent(REQUEST);
    lies.accessToken = "d.e.f";
    await client.createIntent(REQUEST);
    expect(seen.filter(({ path }) => path === "/v1/token")).toHaveLength(2);
  });

  it("that are never taken end in ACCESS_DENIED, not in a loop", async () => {
    const lies: Lies = { accessToken: "d.e.f" };
    const { client } = await setUp(lies, (fetch) => async (request) => {
      lies.accessToken = request.url.endsWith("/v1/token") ? "a.b.c" : "d.e.f";
      return fetch(request);
    });
    expect(await codeOf(client.createIntent(REQUEST))).toBe("ACCESS_DENIED");
  });
});

describe("sendEvidence", () => {
  it("signs what the terminal saw for this intent and seals it", async () => {
    const { client, state } = await setUp();
    const intent = await client.createIntent(REQUEST);
    const { answer, evidenceHash } = await client.sendEvidence(intent, evidenceBody());
    expect(answer).toMatchObject({ status: "candidate" });
    expect(evidenceHash).toMatch(/^[\w-]{43}$/);
    expect(state.evidence).toMatchObject({
      iss: TERMINAL,
      aud: ISSUER,
      intentHash: intent.hash,
      policyDigest: intent.claims.policy.digest,
      attempt: 1,
      exp: NOW_S + 120,
    });
    expect(decodeTemplate(state.evidence?.template ?? "", 128)).toEqual(syntheticEmbedding());
  });

  it("refuses to sign what does not follow the schema", async () => {
    const { client } = await setUp();
    const intent = await client.createIntent(REQUEST);
    const [check] = evidenceBody().liveness;
    for (const wrong of [
      { liveness: [] },
      { liveness: check ? [check, check] : [] },
      { captured: { firstMs: 2, lastMs: 1 } },
      { attempt: 0 },
      { extra: 1 },
    ]) {
      const work = client.sendEvidence(intent, { ...evidenceBody(), ...wrong });
      expect(await codeOf(work), JSON.stringify(wrong)).toBe("TOKEN_CLAIM_INVALID");
    }
  });

  it("follows a rotation of the issuer's sealing key with the same signed bytes", async () => {
    const { client, keys, seen } = await setUp();
    const intent = await client.createIntent(REQUEST);
    await client.sendEvidence(intent, evidenceBody());
    keys.sealing = await createMemoryKeyStore().sealingKey("new");
    const { answer } = await client.sendEvidence(intent, evidenceBody());
    expect(answer.status).toBe("candidate");
    expect(seen.filter(({ path }) => path.endsWith("/evidence"))).toHaveLength(3);
  });
});

describe("confirm and cancel", () => {
  it("answer a verified authorization", async () => {
    const { client, seen } = await setUp();
    const intent = await client.createIntent(REQUEST);
    const result = await confirm(client, intent);
    expect(result).toMatchObject({ status: "approved", receipt: { intentHash: intent.hash } });
    const command = lastCommand(seen);
    expect(decodePart(command, 1)).toMatchObject({ ...confirmation, action: "confirm" });
  });

  it.each(["declined", "canceled", "pending"] as const)("tell %s apart", async (commandAnswer) => {
    const { client } = await setUp({ commandAnswer });
    expect(await confirm(client)).toMatchObject({ status: commandAnswer });
  });

  it.each<Partial<Lies["authorization"] & object>>([
    { amount: 1 },
    { currency: "USD" },
    { intent: "intent_of_another" },
    { intentHash: "x".repeat(43) },
    { payee: { id: "thief", name: "Thief" } },
    { order: "order 8" },
    { terminal: "term_2" },
    { status: "declined", reason: "over-limit" },
  ])("refuse an authorization about something else: %j", async (authorization) => {
    const { client } = await setUp({ authorization });
    expect(await codeOf(confirm(client))).toBe("AUTHORIZATION_MISMATCH");
  });

  it("refuse an approved answer without the issuer's signature", async () => {
    const lies: Lies = {};
    const { client } = await setUp(lies);
    const intent = await client.createIntent(REQUEST);
    lies.signWith = await newKey();
    expect(await codeOf(confirm(client, intent))).toBe("TOKEN_SIGNATURE_INVALID");
  });

  it("cancel says what was displayed", async () => {
    const { client, seen } = await setUp({ commandAnswer: "canceled" });
    const intent = await client.createIntent(REQUEST);
    expect(await client.cancel(intent)).toEqual({ status: "canceled" });
    const command = lastCommand(seen);
    const { displayed } = confirmation;
    expect(decodePart(command, 1)).toMatchObject({
      action: "cancel",
      displayed,
      intentHash: intent.hash,
    });
  });
});

describe("status", () => {
  it("answers the verified authorization where it was decided", async () => {
    const { client } = await setUp();
    await client.createIntent(REQUEST);
    const status = await client.status(intentExample.jti);
    expect(status).toMatchObject({ state: "approved", receipt: { status: "approved" } });
  });

  it("answers other states without one", async () => {
    const { client } = await setUp({ state: "authorizing" });
    expect(await client.status(intentExample.jti)).toEqual({
      id: intentExample.jti,
      state: "authorizing",
      ...REQUEST,
    });
  });

  it.each<[string, Lies]>([
    ["ISSUER_ANSWER_INVALID", { statusId: "intent_of_another" }],
    ["ISSUER_ANSWER_INVALID", { state: "paid" }],
    ["ISSUER_ANSWER_INVALID", { state: "approved", proofless: true }],
    ["ISSUER_ANSWER_INVALID", { state: "declined", proofless: true }],
    ["ISSUER_ANSWER_INVALID", { state: "authorizing", proofless: true }],
    ["AUTHORIZATION_MISMATCH", { authorization: { status: "declined", reason: "over-limit" } }],
    ["AUTHORIZATION_MISMATCH", { authorization: { amount: 1 } }],
    ["AUTHORIZATION_MISMATCH", { authorization: { intent: "intent_of_another" } }],
  ])("refuses with %s: %j", async (code, lies) => {
    const { client } = await setUp(lies);
    expect(await codeOf(client.status(intentExample.jti))).toBe(code);
  });

  it("escapes the id", async () => {
    const { client, seen } = await setUp();
    expect(await codeOf(client.status("../payers?x#y"))).toBe("ISSUER_ANSWER_INVALID");
    expect(seen.at(-1)?.path).toBe("/v1/intents/..%2Fpayers%3Fx%23y");
  });
});

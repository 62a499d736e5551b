import {
  base64url,
  openSealed,
  type SigningKey,
  sealTo,
  signToken,
  systemRandom,
  TOKEN_TYPES,
} from "@sourire/core";
import { type ChargeRequest, type PaymentProcessor, TEST_POLICY } from "@sourire/issuer";
import {
  createSimulatedProcessor,
  type SimulatedProcessor,
} from "@sourire/issuer/processors/simulated";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { codeOf } from "../src/testing/codes.js";
import {
  accessTokenOf,
  createTestTerminal,
  createWorld,
  enrol,
  evidenceBody,
  face,
  matchedIntent,
  PAYEE,
  REQUEST,
  rawCall,
  type TestTerminal,
  URL_OF_ISSUER,
  type World,
} from "./kit.js";

let world: World;
let terminal: TestTerminal;
let accessToken: string;
const MAYA = face(1);

async function start(processor: PaymentProcessor = createSimulatedProcessor(), timeoutMs = 10_000) {
  const policy = { ...TEST_POLICY, processorTimeoutMs: timeoutMs };
  world = await createWorld({ processor, policy });
  terminal = await createTestTerminal(world);
  await enrol(world, MAYA);
  accessToken = await accessTokenOf(world, terminal);
}
beforeEach(() => start());
afterEach(() => world[Symbol.asyncDispose]());

type Matched = Awaited<ReturnType<typeof matchedIntent>>;

function commandClaims(matched: Matched, change: Record<string, unknown> = {}) {
  const iat = Math.floor(world.clock.now() / 1000);
  return {
    iss: terminal.registration.terminal,
    aud: URL_OF_ISSUER,
    jti: base64url.encode(systemRandom.bytes(16)),
    iat,
    exp: iat + 60,
    livemode: false,
    action: "confirm",
    intentHash: matched.intent.hash,
    ...matched.confirmation,
    ...change,
  };
}

async function send(matched: Matched, claims: object, key: SigningKey = terminal.key) {
  const command = await signToken(TOKEN_TYPES.command, claims, key);
  return sendBytes(matched, command);
}

async function sendBytes({ intent }: Matched, command: string) {
  const path = `/v1/intents/${intent.id}/commands`;
  const { json } = await rawCall(world, {
    path,
    key: terminal.key,
    accessToken,
    body: { command },
  });
  return json;
}

describe("a confirm", () => {
  it.each([
    ["AMOUNT_MISMATCH", { displayed: { amount: 449, currency: "EUR", payee: PAYEE } }],
    ["AMOUNT_MISMATCH", { displayed: { amount: 450, currency: "USD", payee: PAYEE } }],
    [
      "AMOUNT_MISMATCH",
      { displayed: { amount: 450, currency: "EUR", payee: { ...PAYEE, name: "Cafe Sostrene" } } },
    ],
    [
      "AMOUNT_MISMATCH",
      { displayed: { amount: 450, currency: "EUR", payee: { ...PAYEE, id: "cafe-2" } } },
    ],
    ["EVIDENCE_MISMATCH", { evidenceHash: "A".repeat(43) }],
    ["EVIDENCE_MISMATCH", { candidate: "A".repeat(24) }],
    ["INTENT_MISMATCH", { intentHash: "A".repeat(43) }],
    ["TOKEN_CLAIM_INVALID", { iss: "somebody" }],
    ["TOKEN_AUDIENCE_MISMATCH", { aud: "https://elsewhere.example" }],
    ["LIVEMODE_MISMATCH", { livemode: true }],
    ["TOKEN_EXPIRED", { iat: 1_749_999_000, exp: 1_749_999_060 }],
    ["TOKEN_CLAIM_INVALID", { extra: 1 }],
  ])("is refused with %s when the command says otherwise: %#", async (code, change) => {
    const matched = await matchedIntent(world, terminal, MAYA);
    const json = await send(matched, commandClaims(matched, change));
    expect(json["code"]).toBe(code);
    expect(world.processor.charges()).toEqual([]);
    expect((await terminal.client.status(matched.intent.id)).state).toBe("matched");
  });

  it("signed by another key is refused", async () => {
    const matched = await matchedIntent(world, terminal, MAYA);
    const thief = await createTestTerminal(world);
    const json = await send(matched, commandClaims(matched), thief.key);
    expect(json["code"]).toBe("TOKEN_SIGNATURE_INVALID");
  });

  it("before any evidence is refused", async () => {
    const intent = await terminal.client.createIntent(REQUEST);
    const { confirmation } = await matchedIntent(world, terminal, MAYA);
    const work = () => terminal.client.confirm(intent, confirmation);
    expect(await codeOf(work)).toBe("EVIDENCE_MISMATCH");
  });

  it("again, byte for byte, gets the same authorization and charges nothing", async () => {
    const matched = await matchedIntent(world, terminal, MAYA);
    const command = await signToken(TOKEN_TYPES.command, commandClaims(matched), terminal.key);
    const first = await sendBytes(matched, command);
    expect(first["status"]).toBe("approved");
    expect(await sendBytes(matched, command)).toEqual(first);
    expect(world.processor.charges().length).toBe(1);
  });

  it("with the jti of another command is refused", async () => {
    const one = await matchedIntent(world, terminal, MAYA);
    const claims = commandClaims(one);
    await send(one, claims);
    const two = await matchedIntent(world, terminal, MAYA);
    const json = await send(two, commandClaims(two, { jti: claims.jti }));
    expect(json["code"]).toBe("TOKEN_REPLAYED");
    expect(world.processor.charges().length).toBe(1);
  });

  it("sent forty times at once, the same and re-signed, charges once", async () => {
    const matched = await matchedIntent(world, terminal, MAYA);
    const command = await signToken(TOKEN_TYPES.command, commandClaims(matched), terminal.key);
    const answers = await Promise.all([
      ...Array.from({ length: 30 }, () => sendBytes(matched, command)),
      ...Array.from({ length: 10 }, () => send(matched, commandClaims(matched))),
    ]);
    expect(new Set(answers.map((json) => JSON.stringify(json))).size).toBe(1);
    expect(answers[0]?.["status"]).toBe("approved");
    expect(world.processor.charges().length).toBe(1);
    const rows = await world.store.transaction((tx) => tx.ledgerRows(0, 1000));
    expect(rows.filter((row) => row.event === "intent-authorizing").length).toBe(1);
  });
});

describe("evidence on the wire", () => {
  it("again gets the stored answer; changed under its jti it is refused", async () => {
    const intent = await terminal.client.createIntent(REQUEST);
    const sealing = await world.keys.sealingKey("issuer-sealing");
    const sealKey = { ...sealing.publicJwk, kid: sealing.kid };
    const iat = Math.floor(world.clock.now() / 1000);
    const { embedding, ...seen } = evidenceBody(world, MAYA);
    const claims = {
      ...seen,
      iss: terminal.registration.terminal,
      aud: URL_OF_ISSUER,
      jti: base64url.encode(systemRandom.bytes(16)),
      iat,
      exp: iat + 60,
      livemode: false,
      attempt: 1,
      template: base64url.encode(new Uint8Array((embedding as Float32Array).buffer)),
      intentHash: intent.hash,
      policyDigest: intent.claims.policy.digest,
      quality: { status: "passed" },
      attestation: { kind: "unattested" },
    };
    const post = async (id: string, change: object, key = terminal.key) => {
      const token = await signToken(TOKEN_TYPES.evidence, { ...claims, ...change }, key);
      const evidence = await sealTo(token, sealKey, "JWT");
      const path = `/v1/intents/${id}/evidence`;
      return (await rawCall(world, { path, key: terminal.key, accessToken, body: { evidence } }))
        .json;
    };
    const token = await signToken(TOKEN_TYPES.evidence, claims, terminal.key);
    const sendToken = async () => {
      const evidence = await sealTo(token, sealKey, "JWT");
      const path = `/v1/intents/${intent.id}/evidence`;
      return (await rawCall(world, { path, key: terminal.key, accessToken, body: { evidence } }))
        .json;
    };
    const [first, ...rest] = await Promise.all([sendToken(), sendToken(), sendToken()]);
    expect(first?.["status"]).toBe("candidate");
    expect(rest).toEqual([first, first]);
    expect((await post(intent.id, { frameDigests: ["A".repeat(43)] }))["code"]).toBe("INTENT_USED");
    const second = await terminal.client.createIntent(REQUEST);
    expect((await post(second.id, {}))["code"]).toBe("INTENT_MISMATCH");
    expect((await post(second.id, { intentHash: second.hash }))["code"]).toBe("TOKEN_REPLAYED");
    const jti = base64url.encode(systemRandom.bytes(16));
    const bound = { intentHash: second.hash, jti };
    const thief = await createTestTerminal(world);
    const forged = await post(second.id, bound, thief.key);
    expect(forged["code"]).toBe("TOKEN_SIGNATURE_INVALID");
    expect((await post(second.id, bound))["status"]).toBe("candidate");
  });

  it("that is not sealed to the issuer is refused", async () => {
    const intent = await terminal.client.createIntent(REQUEST);
    const { createMemoryKeyStore } = await import("@sourire/core/testing");
    const foreign = await createMemoryKeyStore().sealingKey("foreign");
    const evidence = await sealTo("a.b.c", { ...foreign.publicJwk, kid: foreign.kid }, "JWT");
    expect(await openSealed(evidence, () => foreign)).toBe("a.b.c");
    const path = `/v1/intents/${intent.id}/evidence`;
    const { json } = await rawCall(world, {
      path,
      key: terminal.key,
      accessToken,
      body: { evidence },
    });
    expect(json["code"]).toBe("SEAL_INVALID");
  });
});

describe("a processor that fails", () => {
  const restart = async (processor: PaymentProcessor, timeoutMs?: number) => {
    await world[Symbol.asyncDispose]();
    await start(processor, timeoutMs);
  };

  it("after the charge: pending, then settled by asking, one charge", async () => {
    await restart(createSimulatedProcessor({ script: ["lose-answer"] }));
    const { intent, confirmation } = await matchedIntent(world, terminal, MAYA);
    expect((await terminal.client.confirm(intent, confirmation)).status).toBe("pending");
    const stored = await world.store.transaction((tx) => tx.intent(intent.id));
    expect(stored?.state).toBe("authorizing");
    expect((await terminal.client.confirm(intent, confirmation)).status).toBe("approved");
    expect(world.processor.charges().length).toBe(1);
  });

  it("after the charge: the status call settles it, also long after", async () => {
    await restart(createSimulatedProcessor({ script: ["lose-answer"] }));
    const { intent, confirmation } = await matchedIntent(world, terminal, MAYA);
    await terminal.client.confirm(intent, confirmation);
    world.clock.advance(3_600_000);
    expect((await terminal.client.status(intent.id)).state).toBe("approved");
    expect(world.processor.charges().length).toBe(1);
  });

  it("after the charge: a cancel answers the truth", async () => {
    await restart(createSimulatedProcessor({ script: ["lose-answer"] }));
    const { intent, confirmation } = await matchedIntent(world, terminal, MAYA);
    await terminal.client.confirm(intent, confirmation);
    expect((await terminal.client.cancel(intent)).status).toBe("approved");
  });

  it("before the charge: pending, and a retried confirm charges once", async () => {
    await restart(createSimulatedProcessor({ script: ["fail-before"] }));
    const { intent, confirmation } = await matchedIntent(world, terminal, MAYA);
    expect((await terminal.client.confirm(intent, confirmation)).status).toBe("pending");
    expect((await terminal.client.status(intent.id)).state).toBe("authorizing");
    expect((await terminal.client.cancel(intent)).status).toBe("pending");
    expect((await terminal.client.confirm(intent, confirmation)).status).toBe("approved");
    expect(world.processor.charges().length).toBe(1);
  });

  it("before the charge: once the intent is over, the key is voided and it is declined", async () => {
    await restart(createSimulatedProcessor({ script: ["fail-before"] }));
    const { intent, confirmation } = await matchedIntent(world, terminal, MAYA);
    await terminal.client.confirm(intent, confirmation);
    world.clock.advance(301_000);
    const status = await terminal.client.status(intent.id);
    expect(status).toMatchObject({ state: "declined", receipt: { reason: "processor-declined" } });
    const stored = await world.store.transaction((tx) => tx.intent(intent.id));
    const late: ChargeRequest = {
      idempotencyKey: stored?.processorKey ?? "",
      instrumentToken: "tok_1",
      money: { amount: 450, currency: "EUR" } as ChargeRequest["money"],
      signal: new AbortController().signal,
    };
    expect((await world.processor.charge(late)).status).toBe("declined");
    expect(world.processor.charges()).toEqual([]);
  });

  it("asks before it charges when a confirm comes again", async () => {
    const calls: string[] = [];
    const inner = createSimulatedProcessor({ script: ["lose-answer"] });
    const spy: SimulatedProcessor = {
      ...inner,
      charge: (request) => {
        calls.push("charge");
        return inner.charge(request);
      },
      query: (key, options) => {
        calls.push("query");
        return inner.query(key, options);
      },
    };
    await restart(spy);
    const { intent, confirmation } = await matchedIntent(world, terminal, MAYA);
    await terminal.client.confirm(intent, confirmation);
    await terminal.client.confirm(intent, confirmation);
    expect(calls).toEqual(["charge", "query"]);
  });

  it("by never answering: pending within the time-out, and the ledger knew before", async () => {
    const inner = createSimulatedProcessor();
    let seen: string | undefined;
    const hung: SimulatedProcessor = {
      ...inner,
      charge: async (request) => {
        const rows = await world.store.transaction((tx) => tx.ledgerRows(0, 1000));
        seen = rows.at(-1)?.event;
        await inner.charge(request);
        return new Promise(() => {});
      },
    };
    await restart(hung, 50);
    const { intent, confirmation } = await matchedIntent(world, terminal, MAYA);
    expect((await terminal.client.confirm(intent, confirmation)).status).toBe("pending");
    expect(seen).toBe("intent-authorizing");
    expect((await terminal.client.confirm(intent, confirmation)).status).toBe("approved");
    expect(inner.charges().length).toBe(1);
  });

  it("altogether: the truth stays unknown and nothing is made up", async () => {
    const down: SimulatedProcessor = {
      ...createSimulatedProcessor(),
      charge: () => Promise.reject(new Error("down")),
      query: () => Promise.reject(new Error("down")),
    };
    await restart(down);
    const { intent, confirmation } = await matchedIntent(world, terminal, MAYA);
    expect((await terminal.client.confirm(intent, confirmation)).status).toBe("pending");
    expect((await terminal.client.confirm(intent, confirmation)).status).toBe("pending");
    world.clock.advance(3_600_000);
    expect((await terminal.client.status(intent.id)).state).toBe("authorizing");
  });
});

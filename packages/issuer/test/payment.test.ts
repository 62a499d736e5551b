import { type AuthorizationClaims, createKeyAttestor, isSourireError } from "@sourire/core";
import { TEST_POLICY } from "@sourire/issuer";
import { createSimulatedProcessor } from "@sourire/issuer/processors/simulated";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { codeOf } from "../src/testing/codes.js";
import {
  again,
  createTestTerminal,
  createWorld,
  enrol,
  evidenceBody,
  face,
  matchedIntent,
  PACK,
  PAYEE,
  REQUEST,
  SIMULATED_CAMERA,
  type TestTerminal,
  type World,
} from "./kit.js";

let world: World;
let terminal: TestTerminal;
const MAYA = face(1);

beforeEach(async () => {
  world = await createWorld();
  terminal = await createTestTerminal(world);
});
afterEach(() => world[Symbol.asyncDispose]());

describe("a payment", () => {
  it("is approved, charged once and told to the ledger", async () => {
    await enrol(world, MAYA);
    const { intent, payer, confirmation } = await matchedIntent(world, terminal, again(MAYA));
    expect(payer).toBe("M•• L••");
    expect((await terminal.client.status(intent.id)).state).toBe("matched");
    const result = await terminal.client.confirm(intent, confirmation);
    expect(result.status).toBe("approved");
    const receipt = "receipt" in result ? result.receipt : undefined;
    expect(receipt).toMatchObject({
      status: "approved",
      amount: 450,
      currency: "EUR",
      order: "1234",
      payee: PAYEE,
      payer: "M•• L••",
      terminal: terminal.registration.terminal,
      intent: intent.id,
      intentHash: intent.hash,
      assurance: "none",
      packDigest: PACK.digest,
      policyDigest: intent.claims.policy.digest,
    } satisfies Partial<AuthorizationClaims>);
    const [charge, ...more] = world.processor.charges();
    expect(charge).toMatchObject({ instrumentToken: "tok_1", amount: 450, currency: "EUR" });
    expect(more).toEqual([]);
    const rows = await world.store.transaction((tx) => tx.ledgerRows(0, 100));
    const events = rows.filter((row) => row.subject === intent.id).map((row) => row.event);
    expect(events).toEqual([
      "intent-created",
      "intent-evidenced",
      "intent-matched",
      "intent-authorizing",
      "intent-approved",
    ]);
    expect(await world.issuer.admin.verifyLedger()).toMatchObject({ intact: true });
    expect(JSON.stringify(rows)).not.toMatch(/Maya|Lind|M••|account-1/);
    expect((await terminal.client.status(intent.id)).receipt).toEqual(receipt);
  });

  it("never tells a score, whatever becomes of it", async () => {
    await enrol(world, MAYA);
    await matchedIntent(world, terminal, again(MAYA));
    const stranger = await terminal.client.createIntent(REQUEST);
    await terminal.client.sendEvidence(stranger, evidenceBody(world, face(2)));
    const bodies = world.answers.map((text) => JSON.parse(text.split("\n").at(-1) ?? ""));
    const decisions = bodies.filter(({ status }) => typeof status === "string");
    expect(decisions.map((body) => Object.keys(body))).toEqual([
      ["status", "candidate", "payer"],
      ["status"],
    ]);
  });

  it("finds nobody for a stranger, also in an empty gallery", async () => {
    const before = await terminal.client.createIntent(REQUEST);
    const empty = await terminal.client.sendEvidence(before, evidenceBody(world, MAYA));
    expect(empty.answer).toEqual({ status: "no-match" });
    await enrol(world, MAYA);
    const intent = await terminal.client.createIntent(REQUEST);
    const { answer } = await terminal.client.sendEvidence(intent, evidenceBody(world, face(2)));
    expect(answer).toEqual({ status: "no-match" });
    expect((await terminal.client.status(intent.id)).state).toBe("evidenced");
  });

  it("looks only in the terminal's own scope", async () => {
    await enrol(world, MAYA, { scopes: ["canteen"] });
    const intent = await terminal.client.createIntent(REQUEST);
    const { answer } = await terminal.client.sendEvidence(intent, evidenceBody(world, MAYA));
    expect(answer).toEqual({ status: "no-match" });
    const canteen = await createTestTerminal(world, { scope: "canteen" });
    await matchedIntent(world, canteen, again(MAYA));
  });

  it("is ambiguous for twins, and charges neither", async () => {
    await enrol(world, MAYA);
    await enrol(world, again(MAYA, 5), { account: "account-2", name: "Nora Lind" });
    const intent = await terminal.client.createIntent(REQUEST);
    const body = evidenceBody(world, again(MAYA, 6));
    const { answer, evidenceHash } = await terminal.client.sendEvidence(intent, body);
    expect(answer).toEqual({ status: "ambiguous" });
    expect((await terminal.client.status(intent.id)).state).toBe("ambiguous");
    const { amount, currency, payee } = intent.claims;
    const displayed = { amount, currency, payee };
    const guess = { evidenceHash, candidate: "A".repeat(24), displayed };
    expect(await codeOf(() => terminal.client.confirm(intent, guess))).toBe("EVIDENCE_MISMATCH");
    expect(world.processor.charges()).toEqual([]);
  });

  it("treats several templates of one payer as one payer", async () => {
    const maya = await enrol(world, MAYA);
    const { space, digest: packDigest } = PACK;
    const body = { embedding: again(MAYA, 5), packDigest, space, consent: maya.consent };
    const liveness = [{ check: "frame-integrity", status: "passed" }] as const;
    await maya.client.addTemplate({ ...body, liveness: [...liveness] });
    await matchedIntent(world, terminal, again(MAYA, 6));
    const [summary] = await world.issuer.admin.listPayers();
    expect(summary).toMatchObject({ maskedName: "M•• L••", templates: 2, scopes: ["shop"] });
  });

  it("asks for the cheapest hint when the gallery is too large for the budget", async () => {
    await world[Symbol.asyncDispose]();
    const operatingPoints = PACK.operatingPoints.slice(0, 3); // the strictest: FMR 1e-4
    world = await createWorld({ packs: [{ ...PACK, operatingPoints }] });
    terminal = await createTestTerminal(world);
    for (let i = 0; i < 11; i++) await enrol(world, face(i), { account: `a-${i}` });
    const intent = await terminal.client.createIntent(REQUEST);
    const { answer } = await terminal.client.sendEvidence(intent, evidenceBody(world, face(3)));
    expect(answer).toEqual({ status: "hint-needed", hint: "phone-2" });
  });

  it("asks for a card when no digits would do", async () => {
    await world[Symbol.asyncDispose]();
    world = await createWorld({ packs: [{ ...PACK, operatingPoints: [] }] });
    terminal = await createTestTerminal(world);
    await enrol(world, MAYA);
    const intent = await terminal.client.createIntent(REQUEST);
    const { answer } = await terminal.client.sendEvidence(intent, evidenceBody(world, MAYA));
    expect(answer).toEqual({ status: "hint-needed", hint: "card" });
  });
});

describe("a payer who withdrew", () => {
  it("gets the same answer, byte for byte, as a stranger", async () => {
    await enrol(world, face(7), { account: "other" });
    const maya = await enrol(world, MAYA);
    await matchedIntent(world, terminal, again(MAYA));
    await maya.client.deletePayer();
    const bytesFor = async (vector: Float32Array): Promise<string | undefined> => {
      const intent = await terminal.client.createIntent(REQUEST);
      await terminal.client.sendEvidence(intent, evidenceBody(world, vector));
      const bytes = world.answers.at(-1);
      expect((await terminal.client.status(intent.id)).state).toBe("evidenced");
      return bytes;
    };
    const withdrawn = await bytesFor(again(MAYA));
    expect(withdrawn).toBe(await bytesFor(face(3)));
    expect(withdrawn).toContain('{"status":"no-match"}');
  });

  it("who withdraws between match and confirm is not charged", async () => {
    const maya = await enrol(world, MAYA);
    const { intent, confirmation } = await matchedIntent(world, terminal, again(MAYA));
    await maya.client.deletePayer();
    const result = await terminal.client.confirm(intent, confirmation);
    expect(result).toMatchObject({ status: "declined", receipt: { reason: "no-instrument" } });
    expect(JSON.stringify(result)).not.toContain("M••");
    expect(world.processor.charges()).toEqual([]);
  });
});

describe("a decline", () => {
  it("comes above the cap, and at the cap it does not", async () => {
    await enrol(world, MAYA);
    const over = await matchedIntent(world, terminal, MAYA, { ...REQUEST, amount: 3001 });
    const declined = await terminal.client.confirm(over.intent, over.confirmation);
    expect(declined).toMatchObject({ status: "declined", receipt: { reason: "over-limit" } });
    expect(world.processor.charges()).toEqual([]);
    const at = await matchedIntent(world, terminal, MAYA, { ...REQUEST, amount: 3000 });
    expect((await terminal.client.confirm(at.intent, at.confirmation)).status).toBe("approved");
  });

  it("comes in a currency without a cap", async () => {
    await enrol(world, MAYA);
    const { intent, confirmation } = await matchedIntent(world, terminal, MAYA, {
      ...REQUEST,
      currency: "USD",
    });
    const result = await terminal.client.confirm(intent, confirmation);
    expect(result).toMatchObject({ status: "declined", receipt: { reason: "over-limit" } });
  });

  it("comes without an instrument", async () => {
    await enrol(world, MAYA, { instrument: false });
    const { intent, confirmation } = await matchedIntent(world, terminal, MAYA);
    const result = await terminal.client.confirm(intent, confirmation);
    expect(result).toMatchObject({ status: "declined", receipt: { reason: "no-instrument" } });
    expect((await terminal.client.status(intent.id)).state).toBe("declined");
  });

  it("comes from the processor, without its reason", async () => {
    await world[Symbol.asyncDispose]();
    world = await createWorld({ processor: createSimulatedProcessor({ script: ["decline"] }) });
    terminal = await createTestTerminal(world);
    await enrol(world, MAYA);
    const { intent, confirmation } = await matchedIntent(world, terminal, MAYA);
    const result = await terminal.client.confirm(intent, confirmation);
    expect(result).toMatchObject({ status: "declined", receipt: { reason: "processor-declined" } });
    expect(JSON.stringify(result)).not.toContain("scripted");
  });
});

describe("evidence", () => {
  const send = async (change: Parameters<typeof evidenceBody>[2], vector = MAYA) => {
    const intent = await terminal.client.createIntent(REQUEST);
    const body = evidenceBody(world, vector, change);
    return (await terminal.client.sendEvidence(intent, body)).answer;
  };

  it.each([
    ["failed", [{ check: "frame-integrity", status: "failed" }]],
    ["missing", [{ check: "texture", status: "passed" }]],
    ["not applicable", [{ check: "frame-integrity", status: "not-applicable" }]],
    [
      "passed, but another failed",
      [
        { check: "frame-integrity", status: "passed" },
        { check: "texture", status: "failed" },
      ],
    ],
  ] as const)("is refused when the required check is %s", async (_, liveness) => {
    await enrol(world, MAYA);
    expect(await send({ liveness: [...liveness] })).toEqual({
      status: "refused",
      reason: "liveness",
    });
  });

  it("may carry an attestation, which nobody verifies yet and which is worth nothing by itself", async () => {
    await enrol(world, MAYA);
    const attestor = createKeyAttestor({ key: terminal.key, clock: world.clock });
    const intent = await terminal.client.createIntent(REQUEST);
    const attestation = await attestor.attest({
      nonce: intent.claims.nonce,
      camera: SIMULATED_CAMERA,
      signal: new AbortController().signal,
    });
    const sent = evidenceBody(world, MAYA, { attestation });
    const { answer, evidenceHash } = await terminal.client.sendEvidence(intent, sent);
    if (answer.status !== "candidate") throw new Error(answer.status);
    const { amount, currency, payee } = intent.claims;
    const displayed = { amount, currency, payee };
    const confirmation = { evidenceHash, candidate: answer.candidate, displayed };
    const result = await terminal.client.confirm(intent, confirmation);
    expect(result).toMatchObject({ status: "approved", receipt: { assurance: "none" } });
  });

  it("is refused below the assurance that the policy asks for", async () => {
    await world[Symbol.asyncDispose]();
    world = await createWorld({ policy: { ...TEST_POLICY, minimumAssurance: "low" } });
    terminal = await createTestTerminal(world);
    await enrol(world, MAYA);
    expect(await send({})).toEqual({ status: "refused", reason: "assurance" });
  });

  it.each([
    ["PACK_NOT_ACCEPTED", { packDigest: "cd".repeat(32) }],
    ["TEMPLATE_SPACE_MISMATCH", { space: "another" }],
    ["TOKEN_CLAIM_INVALID", { embedding: new Float32Array(32).fill(Math.sqrt(1 / 32)) }],
    ["TOKEN_CLAIM_INVALID", { attempt: 2 }],
    ["TOKEN_CLAIM_INVALID", { captured: { firstMs: 1, lastMs: 2 } }],
    [
      "TOKEN_CLAIM_INVALID",
      { captured: { firstMs: 1_750_000_000_000, lastMs: 1_750_000_060_000 } },
    ],
    ["CAMERA_NOT_ACCEPTED", { camera: { ...SIMULATED_CAMERA, simulated: false } }],
  ] as const)("is a fault %s when it does not fit: %#", async (code, change) => {
    await enrol(world, MAYA);
    expect(await codeOf(() => send(change))).toBe(code);
  });

  it("made under another policy is refused", async () => {
    await enrol(world, MAYA);
    const intent = await terminal.client.createIntent(REQUEST);
    const claims = {
      ...intent.claims,
      policy: { ...intent.claims.policy, digest: "A".repeat(43) },
    };
    const weak = { ...intent, claims };
    const work = () => terminal.client.sendEvidence(weak, evidenceBody(world, MAYA));
    expect(await codeOf(work)).toBe("POLICY_MISMATCH");
  });

  it("for another intent is refused", async () => {
    await enrol(world, MAYA);
    const first = await terminal.client.createIntent(REQUEST);
    const second = await terminal.client.createIntent({ ...REQUEST, amount: 999 });
    const crossed = { ...first, hash: second.hash };
    const work = () => terminal.client.sendEvidence(crossed, evidenceBody(world, MAYA));
    expect(await codeOf(work)).toBe("INTENT_MISMATCH");
  });

  it("for another terminal's intent is refused", async () => {
    const other = await createTestTerminal(world);
    const intent = await terminal.client.createIntent(REQUEST);
    const work = () => other.client.sendEvidence(intent, evidenceBody(world, MAYA));
    expect(await codeOf(work)).toBe("TERMINAL_MISMATCH");
  });

  it("again, other than the first, is refused", async () => {
    await enrol(world, MAYA);
    const { intent } = await matchedIntent(world, terminal, MAYA);
    const work = () => terminal.client.sendEvidence(intent, evidenceBody(world, MAYA));
    expect(await codeOf(work)).toBe("INTENT_USED");
  });
});

describe("an intent", () => {
  it("is the same for the same key and body, and refused for another body", async () => {
    const options = { idempotencyKey: "order-1234" };
    const one = await terminal.client.createIntent(REQUEST, options);
    const two = await terminal.client.createIntent(REQUEST, options);
    expect(two.token).toBe(one.token);
    const other = { ...REQUEST, amount: 451 };
    const work = () => terminal.client.createIntent(other, options);
    expect(await codeOf(work)).toBe("IDEMPOTENCY_KEY_REUSED");
  });

  it("is one, however many ask at once with one key; keys of two terminals are two", async () => {
    const options = { idempotencyKey: "k" };
    const all = await Promise.all(
      Array.from({ length: 10 }, () => terminal.client.createIntent(REQUEST, options)),
    );
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    const other = await createTestTerminal(world);
    expect((await other.client.createIntent(REQUEST, options)).id).not.toBe(all[0]?.id);
  });

  it("is over after five minutes", async () => {
    await enrol(world, MAYA);
    const { intent, confirmation } = await matchedIntent(world, terminal, MAYA);
    const unused = await terminal.client.createIntent(REQUEST);
    world.clock.advance(301_000);
    const confirm = () => terminal.client.confirm(intent, confirmation);
    expect(await codeOf(confirm)).toBe("INTENT_EXPIRED");
    expect(await codeOf(() => terminal.client.cancel(intent))).toBe("INTENT_EXPIRED");
    const send = () => terminal.client.sendEvidence(unused, evidenceBody(world, MAYA));
    expect(await codeOf(send)).toBe("INTENT_EXPIRED");
    expect((await terminal.client.status(unused.id)).state).toBe("expired");
    expect(world.processor.charges()).toEqual([]);
  });

  it("can be canceled until it is confirmed, and then is used", async () => {
    await enrol(world, MAYA);
    const { intent, confirmation } = await matchedIntent(world, terminal, MAYA);
    expect((await terminal.client.cancel(intent)).status).toBe("canceled");
    expect((await terminal.client.cancel(intent)).status).toBe("canceled");
    expect(await codeOf(() => terminal.client.confirm(intent, confirmation))).toBe("INTENT_USED");
    const send = () => terminal.client.sendEvidence(intent, evidenceBody(world, MAYA));
    expect(await codeOf(send)).toBe("INTENT_USED");
    expect(world.processor.charges()).toEqual([]);
  });

  it("that was approved answers a late cancel with the truth", async () => {
    await enrol(world, MAYA);
    const { intent, confirmation } = await matchedIntent(world, terminal, MAYA);
    await terminal.client.confirm(intent, confirmation);
    expect((await terminal.client.cancel(intent)).status).toBe("approved");
    expect((await terminal.client.status(intent.id)).state).toBe("approved");
  });

  it("is nobody else's to see or to act on", async () => {
    const other = await createTestTerminal(world);
    const intent = await terminal.client.createIntent(REQUEST);
    expect(await codeOf(() => other.client.status(intent.id))).toBe("INTENT_UNKNOWN");
    expect(await codeOf(() => other.client.status("A".repeat(24)))).toBe("INTENT_UNKNOWN");
    expect(await codeOf(() => other.client.cancel(intent))).toBe("TERMINAL_MISMATCH");
  });

  it("takes only currencies that exist", async () => {
    const work = () => terminal.client.createIntent({ ...REQUEST, currency: "QQQ" });
    expect(await codeOf(work)).toBe("REQUEST_INVALID");
  });
});

describe("a fault", () => {
  it("has a remedy and names no personal data", async () => {
    try {
      await terminal.client.status("A".repeat(24));
      expect.unreachable();
    } catch (error) {
      expect(isSourireError(error) && error.remedy.length > 10).toBe(true);
    }
  });
});

import { beforeAll, describe, expect, it } from "vitest";
import type { TemplateBody } from "../../src/protocol/enrolment-calls.js";
import { createEnrolmentClient } from "../../src/protocol/enrolment-client.js";
import type { SigningKey } from "../../src/protocol/key-store.js";
import { codeOf, evidenceExample, ISSUER, NOW_MS, newKey, syntheticEmbedding } from "./fixtures.js";
import { createTinyIssuer, type Lies } from "./tiny-issuer.js";

const CONSENT = { textVersion: "2026-11", language: "en" };
const clock = { now: () => NOW_MS, monotonic: () => 0 };
let key: SigningKey;
beforeAll(async () => {
  key = await newKey();
});
async function setUp(lies: Lies = {}) {
  const issuer = await createTinyIssuer(lies);
  const { fetch } = issuer;
  const client = createEnrolmentClient({ url: ISSUER, key, livemode: false, fetch, clock });
  return { ...issuer, client };
}
const templateBody = (consent: string): TemplateBody => {
  const { packDigest, space, liveness } = evidenceExample;
  return { embedding: syntheticEmbedding(), packDigest, space, liveness, consent };
};

describe("createEnrolmentClient", () => {
  it("enrols: payer, consent, template, instrument; and deletes", async () => {
    const { client, seen } = await setUp();
    expect(await client.openPayer("a.b.c")).toEqual({ payer: "payer_1" });
    const { consent, claims } = await client.consent(CONSENT);
    expect(claims).toMatchObject({ ...CONSENT, purpose: "face-payment", jti: consent });
    expect(await client.addTemplate(templateBody(consent))).toEqual({ template: "template_1" });
    const instrument = { processorToken: "tok_1", label: "Card" };
    expect(await client.addInstrument(instrument)).toEqual({ instrument: "instrument_1" });
    expect((await client.deletePayer()).claims).toMatchObject({ dataKeyDestroyed: true });
    expect(seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "POST /v1/payers",
      "POST /v1/payers/payer_1/consents",
      "POST /v1/payers/payer_1/templates",
      "POST /v1/payers/payer_1/instruments",
      "DELETE /v1/payers/payer_1",
    ]);
    expect(seen[0]?.headers.get("authorization")).toBeNull();
    for (const { headers, proof } of seen.slice(1)) {
      expect(headers.get("authorization")).toBe("DPoP p.q.r");
      expect(proof.thumbprint).toBe(key.kid);
    }
  });

  it("wants the payer opened first", async () => {
    const { client, seen } = await setUp();
    await expect(client.consent(CONSENT)).rejects.toThrow(TypeError);
    await expect(client.addTemplate(templateBody("c".repeat(16)))).rejects.toThrow(TypeError);
    await expect(client.addInstrument({ processorToken: "t", label: "l" })).rejects.toThrow(
      TypeError,
    );
    await expect(client.deletePayer()).rejects.toThrow(TypeError);
    expect(seen).toHaveLength(0);
  });

  it.each<[string, Record<string, unknown>]>([
    ["ISSUER_ANSWER_INVALID", { textVersion: "2020-01" }],
    ["ISSUER_ANSWER_INVALID", { language: "de" }],
    ["ISSUER_ANSWER_INVALID", { payer: "payer_2" }],
    ["ISSUER_ANSWER_INVALID", { jti: "another_consent_1" }],
    ["TOKEN_CLAIM_INVALID", { purpose: "marketing" }],
    ["TOKEN_CLAIM_INVALID", { retentionMonths: 120 }],
    ["TOKEN_AUDIENCE_MISMATCH", { aud: "payer_2" }],
    ["LIVEMODE_MISMATCH", { livemode: true }],
  ])("refuses a consent receipt with %s: %j", async (code, receipt) => {
    const { client } = await setUp({ receipt });
    await client.openPayer("a.b.c");
    expect(await codeOf(client.consent(CONSENT))).toBe(code);
  });

  it.each<[string, Lies]>([
    ["ISSUER_ANSWER_INVALID", { receipt: { payer: "payer_2" } }],
    ["TOKEN_CLAIM_INVALID", { receipt: { dataKeyDestroyed: false } }],
    ["TOKEN_CLAIM_INVALID", { receipt: { iss: "https://other.example" } }],
  ])("refuses a deletion receipt with %s: %j", async (code, lies) => {
    const { client } = await setUp(lies);
    await client.openPayer("a.b.c");
    expect(await codeOf(client.deletePayer())).toBe(code);
  });

  it("refuses receipts that somebody else signed", async () => {
    const { client } = await setUp({ signWith: await newKey() });
    await client.openPayer("a.b.c");
    expect(await codeOf(client.deletePayer())).toBe("TOKEN_SIGNATURE_INVALID");
  });

  it("refuses to sign a template that does not follow the schema", async () => {
    const { client, seen } = await setUp();
    await client.openPayer("a.b.c");
    expect(await codeOf(client.addTemplate(templateBody("short")))).toBe("TOKEN_CLAIM_INVALID");
    expect(seen).toHaveLength(1);
  });
});

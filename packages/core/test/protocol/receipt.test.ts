import { beforeAll, describe, expect, it } from "vitest";
import type { Jwks } from "../../src/protocol/calls.js";
import { jwksResponse } from "../../src/protocol/calls.js";
import type { AuthorizationClaims } from "../../src/protocol/claims.js";
import { tokenDigest } from "../../src/protocol/digest.js";
import { jwksOf, keysFromJwks, sealingKeyFromJwks } from "../../src/protocol/jwks.js";
import type { SigningKey } from "../../src/protocol/key-store.js";
import { type ExpectedPayment, verifyReceipt } from "../../src/protocol/receipt.js";
import { signToken } from "../../src/protocol/sign.js";
import { TOKEN_TYPES } from "../../src/protocol/token-type.js";
import { createMemoryKeyStore } from "../../src/testing/memory-key-store.js";
import {
  authorizationExample,
  codeOf,
  ISSUER,
  intentExample,
  NOW_MS,
  newKey,
  PAYEE,
  TERMINAL,
} from "./fixtures.js";

let key: SigningKey;
let jwks: Jwks;
let intentToken: string;
let claims: AuthorizationClaims;
let authorization: string;
let expected: ExpectedPayment;
const verify = (
  changes: Partial<ExpectedPayment> = {},
  token = authorization,
): Promise<AuthorizationClaims> =>
  verifyReceipt(token, {
    jwks,
    issuer: ISSUER,
    terminal: TERMINAL,
    livemode: false,
    expect: { ...expected, ...changes },
    nowMs: NOW_MS,
  });
const signed = (changes: object): Promise<string> =>
  signToken(TOKEN_TYPES.authorization, { ...claims, ...changes }, key);

beforeAll(async () => {
  const store = createMemoryKeyStore();
  key = await store.signingKey("issuer-signing");
  jwks = jwksOf({ signing: [await newKey(), key], sealing: [await store.sealingKey("s")] });
  intentToken = await signToken(TOKEN_TYPES.intent, intentExample, key);
  claims = { ...authorizationExample, intentHash: await tokenDigest(intentToken) };
  authorization = await signed({});
  expected = {
    intent: intentExample.jti,
    intentToken,
    amount: 450,
    currency: "EUR",
    payee: PAYEE.id,
    order: "order 7",
  };
});

describe("verifyReceipt", () => {
  it("takes the authorization of exactly this payment, with public keys only", async () => {
    expect(await verify()).toEqual(claims);
    expect(JSON.stringify(jwks)).not.toContain('"d"');
  });

  it.each([
    ["intent", { intent: "intent_of_another" }],
    ["intentHash", { intentToken: "a.b.c" }],
    ["amount", { amount: 449 }],
    ["currency", { currency: "USD" }],
    ["payee", { payee: "payee_2" }],
    ["order", { order: "order 8" }],
    ["status", { status: "declined" as const }],
  ])("refuses another %s", async (name, changes) => {
    const work = verify(changes);
    await expect(work).rejects.toThrow(`another ${name}`);
    await expect(work).rejects.toMatchObject({ code: "AUTHORIZATION_MISMATCH" });
  });

  it("refuses what is signed about another payment", async () => {
    expect(await codeOf(verify({}, await signed({ terminal: "term_2" })))).toBe(
      "AUTHORIZATION_MISMATCH",
    );
    expect(await codeOf(verify({}, await signed({ aud: "term_2" })))).toBe(
      "TOKEN_AUDIENCE_MISMATCH",
    );
    expect(await codeOf(verify({}, await signed({ livemode: true })))).toBe("LIVEMODE_MISMATCH");
    expect(await codeOf(verify({}, await signed({ iss: "https://evil.example" })))).toBe(
      "TOKEN_CLAIM_INVALID",
    );
  });

  it("never takes a declined one for approved", async () => {
    const declined = await signed({ status: "declined", reason: "over-limit" });
    expect(await codeOf(verify({}, declined))).toBe("AUTHORIZATION_MISMATCH");
    expect((await verify({ status: "declined" }, declined)).reason).toBe("over-limit");
  });

  it("refuses a key that is not the issuer's, and its sealing key", async () => {
    const stranger = await newKey();
    const forged = await signToken(TOKEN_TYPES.authorization, claims, stranger);
    expect(await codeOf(verify({}, forged))).toBe("TOKEN_SIGNATURE_INVALID");
    const kid = sealingKeyFromJwks(jwks).kid;
    const named = await signToken(TOKEN_TYPES.authorization, claims, { ...key, kid });
    expect(await codeOf(verify({}, named))).toBe("TOKEN_SIGNATURE_INVALID");
  });

  it("wants to know which payment: the amount alone fits many", async () => {
    const { amount, currency } = expected;
    const options = { jwks, issuer: ISSUER, terminal: TERMINAL, livemode: false, nowMs: NOW_MS };
    const vague = verifyReceipt(authorization, { ...options, expect: { amount, currency } });
    await expect(vague).rejects.toThrow(TypeError);
    const enough = { amount, currency, order: "order 7" };
    expect(await verifyReceipt(authorization, { ...options, expect: enough })).toEqual(claims);
  });
});

describe("key sets", () => {
  it("are of the protocol, found by name and use", async () => {
    expect(jwksResponse.parse(JSON.parse(JSON.stringify(jwks)))).toEqual(jwks);
    expect(keysFromJwks(jwks, "sig")(key.kid)).toEqual({ ...key.publicJwk, kid: key.kid });
    expect(keysFromJwks(jwks, "enc")(key.kid)).toBeUndefined();
    expect(keysFromJwks(jwks, "sig")(undefined)).toBeUndefined();
    const odd = jwks.keys.map((entry) => ({ ...entry, use: "enc" as const }));
    expect(keysFromJwks({ keys: odd }, "sig")(key.kid)).toBeUndefined();
    expect(keysFromJwks({ keys: odd }, "enc")(key.kid)).toBeUndefined();
    const none = { keys: jwks.keys.filter(({ use }) => use === "sig") };
    expect(await codeOf(() => sealingKeyFromJwks(none))).toBe("ISSUER_ANSWER_INVALID");
  });

  it("with a private key are refused", () => {
    const [first] = jwks.keys;
    expect(jwksResponse.safeParse({ keys: [{ ...first, d: "x" }] }).success).toBe(false);
  });
});

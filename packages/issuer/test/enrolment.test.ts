import { createEnrolmentClient, registerTerminal, signToken, TOKEN_TYPES } from "@sourire/core";
import { createMemoryKeyStore } from "@sourire/core/testing";
import { TEST_POLICY } from "@sourire/issuer";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { codeOf } from "../src/testing/codes.js";
import {
  again,
  createTestTerminal,
  createWorld,
  DIMENSIONS,
  enrol,
  evidenceBody,
  face,
  matchedIntent,
  openTestPayer,
  PASSED,
  PAYEE,
  REQUEST,
  rawCall,
  templateBody,
  URL_OF_ISSUER,
  type World,
} from "./kit.js";

let world: World;
const MAYA = face(1);
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world[Symbol.asyncDispose]());

const activation = { payee: PAYEE, scope: "shop", assuranceCeiling: "low" } as const;

describe("an activation code", () => {
  const register = async (activationCode: string, simulated = true) => {
    const key = await createMemoryKeyStore().signingKey("t");
    const { clock, fetch } = world;
    const camera = { simulated };
    return registerTerminal({ url: URL_OF_ISSUER, key, activationCode, camera, clock, fetch });
  };

  it("fixes payee, scope and ceiling; is long, random and kept as a hash only", async () => {
    const code = await world.issuer.admin.createActivationCode(activation);
    const other = await world.issuer.admin.createActivationCode(activation);
    expect(code).not.toBe(other);
    expect(code.length * 6).toBeGreaterThanOrEqual(128);
    const { terminal, ...fixed } = await register(code);
    expect(fixed).toEqual({
      payee: PAYEE,
      scope: "shop",
      livemode: false,
      assuranceCeiling: "low",
    });
    expect(terminal.length).toBeGreaterThan(15);
  });

  it("is good once, whatever key asks, also for two at once", async () => {
    const code = await world.issuer.admin.createActivationCode(activation);
    const codes = await Promise.all([1, 2, 3].map(() => codeOf(() => register(code))));
    expect(codes.sort()).toEqual([
      "ACTIVATION_CODE_INVALID",
      "ACTIVATION_CODE_INVALID",
      "no fault",
    ]);
    expect(await codeOf(() => register(code))).toBe("ACTIVATION_CODE_INVALID");
  });

  it("is unknown when it was made up, and over when its time is", async () => {
    expect(await codeOf(() => register("A".repeat(32)))).toBe("ACTIVATION_CODE_INVALID");
    const options = { ...activation, expiresInS: 60 };
    const code = await world.issuer.admin.createActivationCode(options);
    world.clock.advance(60_000);
    expect(await codeOf(() => register(code))).toBe("ACTIVATION_CODE_INVALID");
  });

  it("does not register a key that its sender does not hold", async () => {
    const code = await world.issuer.admin.createActivationCode(activation);
    const mine = await createMemoryKeyStore().signingKey("mine");
    const theirs = await createMemoryKeyStore().signingKey("theirs");
    const { json } = await rawCall(world, {
      path: "/v1/terminals",
      key: mine,
      body: { activationCode: code, publicKey: theirs.publicJwk, camera: { simulated: true } },
    });
    expect(json["code"]).toBe("DPOP_INVALID");
    expect(await codeOf(() => register(code))).toBe("no fault");
  });

  it.each([
    { payee: { id: "", name: "x" } },
    { payee: { id: "x", name: "a\u0000b" } },
    { scope: "" },
    { expiresInS: 0 },
    { expiresInS: Number.NaN },
  ])("is not made for what the protocol cannot carry: %#", async (change) => {
    const work = () => world.issuer.admin.createActivationCode({ ...activation, ...change });
    expect(await codeOf(work)).toBe("RangeError");
  });
});

describe("an enrolment token", () => {
  const options = { account: "account-1", displayName: "Maya Lind", scopes: ["shop"] };
  const client = async () =>
    createEnrolmentClient({
      url: URL_OF_ISSUER,
      key: await createMemoryKeyStore().signingKey("d"),
      livemode: false,
      clock: world.clock,
      fetch: world.fetch,
    });

  it("is good once", async () => {
    const token = await world.issuer.admin.createEnrolmentToken(options);
    await (await client()).openPayer(token);
    const thief = await client();
    expect(await codeOf(() => thief.openPayer(token))).toBe("ENROLMENT_TOKEN_INVALID");
  });

  it("is over after ten minutes", async () => {
    const token = await world.issuer.admin.createEnrolmentToken(options);
    world.clock.advance(606_000);
    const late = await client();
    expect(await codeOf(() => late.openPayer(token))).toBe("TOKEN_EXPIRED");
  });

  it("signed by somebody else is refused", async () => {
    const key = await createMemoryKeyStore().signingKey("thief");
    const iat = Math.floor(world.clock.now() / 1000);
    const claims = {
      iss: URL_OF_ISSUER,
      aud: URL_OF_ISSUER,
      jti: "A".repeat(22),
      iat,
      exp: iat + 60,
      livemode: false,
      ...options,
    };
    const forged = await signToken(TOKEN_TYPES.enrolment, claims, key);
    const thief = await client();
    expect(await codeOf(() => thief.openPayer(forged))).toBe("TOKEN_SIGNATURE_INVALID");
  });

  it("opens the same payer for the same account, with the newest name and scopes", async () => {
    const one = await openTestPayer(world);
    const two = await openTestPayer(world, { name: "Maya Berg", scopes: ["canteen"] });
    const other = await openTestPayer(world, { account: "account-2" });
    expect(two.payer).toBe(one.payer);
    expect(other.payer).not.toBe(one.payer);
    const payers = await world.issuer.admin.listPayers();
    expect(payers.length).toBe(2);
    const newest = { maskedName: "M•• B••", scopes: ["canteen"] };
    expect(payers.find(({ payer }) => payer === one.payer)).toMatchObject(newest);
  });

  it("is not made for what the protocol cannot carry", async () => {
    const { admin } = world.issuer;
    for (const change of [{ account: "" }, { displayName: "a\nb" }, { scopes: [] }]) {
      const work = () => admin.createEnrolmentToken({ ...options, ...change });
      expect(await codeOf(work)).toBe("RangeError");
    }
  });
});

describe("a template", () => {
  it("needs consent, of this payer", async () => {
    const maya = await openTestPayer(world);
    const nobody = templateBody(MAYA, "A".repeat(24));
    expect(await codeOf(() => maya.client.addTemplate(nobody))).toBe("CONSENT_REQUIRED");
    const other = await enrol(world, face(2), { account: "account-2" });
    const theirs = templateBody(MAYA, other.consent);
    expect(await codeOf(() => maya.client.addTemplate(theirs))).toBe("CONSENT_REQUIRED");
  });

  it("needs an accepted pack, its space and dimensions, and the required checks", async () => {
    const { client, consent } = await enrol(world, MAYA);
    const body = templateBody(again(MAYA), consent);
    const liveness = PASSED.map(({ check }) => ({ check, status: "failed" as const }));
    const cases = [
      ["PACK_NOT_ACCEPTED", { packDigest: "cd".repeat(32) }],
      ["TEMPLATE_SPACE_MISMATCH", { space: "another" }],
      ["TOKEN_CLAIM_INVALID", { embedding: face(1).subarray(0, DIMENSIONS / 2) }],
      ["TOKEN_CLAIM_INVALID", { embedding: face(1).map((v) => v * 2) }],
      ["POLICY_MISMATCH", { liveness }],
    ] as const;
    for (const [code, change] of cases) {
      expect(await codeOf(() => client.addTemplate({ ...body, ...change }))).toBe(code);
    }
    const [summary] = await world.issuer.admin.listPayers();
    expect(summary?.templates).toBe(1);
  });

  it("is found at once, in every scope of the payer, also by a gallery in use", async () => {
    const terminal = await createTestTerminal(world);
    const canteen = await createTestTerminal(world, { scope: "canteen" });
    await enrol(world, face(2), { account: "account-2", scopes: ["shop", "canteen"] });
    await matchedIntent(world, terminal, face(2));
    await matchedIntent(world, canteen, face(2));
    await enrol(world, MAYA, { scopes: ["shop", "canteen"] });
    await matchedIntent(world, terminal, again(MAYA));
    await matchedIntent(world, canteen, again(MAYA));
  });

  it("is one of a few: more are refused", async () => {
    const { client, consent } = await enrol(world, MAYA);
    const most = TEST_POLICY.maxTemplatesPerPayer;
    for (let i = 1; i < most; i++) await client.addTemplate(templateBody(again(MAYA, i), consent));
    const more = () => client.addTemplate(templateBody(again(MAYA, 50), consent));
    expect(await codeOf(more)).toBe("REQUEST_INVALID");
  });
});

describe("deletion", () => {
  it("forgets everything, says so in a receipt, and again gives the same receipt", async () => {
    const maya = await enrol(world, MAYA, { scopes: ["shop", "canteen"] });
    await enrol(world, face(2), { account: "account-2" });
    const { receipt, claims } = await maya.client.deletePayer();
    expect(claims).toMatchObject({
      payer: maya.payer,
      aud: maya.payer,
      templatesDeleted: 2,
      dataKeyDestroyed: true,
    });
    expect((await maya.client.deletePayer()).receipt).toBe(receipt);
    await world.store.transaction(async (tx) => {
      expect(await tx.templatesOf("canteen", "synthetic-64")).toEqual([]);
      expect((await tx.consent(maya.consent))?.withdrawnAtMs).toBe(world.clock.now());
      expect(await tx.newestInstrument(maya.payer)).toBe(undefined);
      expect(await tx.payer(maya.payer)).toMatchObject({ account: null, maskedName: null });
    });
    expect((await world.issuer.admin.listPayers()).length).toBe(1);
    expect(await world.issuer.admin.verifyLedger()).toMatchObject({ intact: true });
  });

  it("leaves a token that opens nothing", async () => {
    const { client, consent } = await enrol(world, MAYA);
    await client.deletePayer();
    const template = () => client.addTemplate(templateBody(MAYA, consent));
    const agree = () => client.consent({ textVersion: "1", language: "en" });
    const instrument = () => client.addInstrument({ processorToken: "t", label: "l" });
    expect(await codeOf(template)).toBe("PAYER_UNKNOWN");
    expect(await codeOf(agree)).toBe("PAYER_UNKNOWN");
    expect(await codeOf(instrument)).toBe("PAYER_UNKNOWN");
  });

  it("lets the account come back as somebody new", async () => {
    const terminal = await createTestTerminal(world);
    const before = await enrol(world, MAYA);
    await matchedIntent(world, terminal, MAYA);
    await before.client.deletePayer();
    const after = await enrol(world, again(MAYA));
    expect(after.payer).not.toBe(before.payer);
    await matchedIntent(world, terminal, MAYA);
  });

  it("wins over templates that are on their way", async () => {
    const terminal = await createTestTerminal(world);
    const { client, consent } = await enrol(world, MAYA);
    await matchedIntent(world, terminal, MAYA);
    await Promise.all([
      ...[1, 2, 3].map((i) =>
        codeOf(() => client.addTemplate(templateBody(again(MAYA, i), consent))),
      ),
      client.deletePayer(),
    ]);
    const intent = await terminal.client.createIntent(REQUEST);
    const { answer } = await terminal.client.sendEvidence(intent, evidenceBody(world, MAYA));
    expect(answer).toEqual({ status: "no-match" });
    const left = await world.store.transaction((tx) => tx.templatesOf("shop", "synthetic-64"));
    expect(left).toEqual([]);
  });

  it("is the payer's own: another payer's token does not do", async () => {
    const maya = await enrol(world, MAYA);
    const opened = await rawCall(world, {
      path: "/v1/payers",
      key: maya.key,
      body: {
        enrolmentToken: await world.issuer.admin.createEnrolmentToken({
          account: "account-2",
          displayName: "X",
          scopes: ["shop"],
        }),
      },
    });
    const { json } = await rawCall(world, {
      method: "DELETE",
      path: `/v1/payers/${maya.payer}`,
      key: maya.key,
      accessToken: String(opened.json["access_token"]),
    });
    expect(json["code"]).toBe("PAYER_UNKNOWN");
    expect((await world.issuer.admin.listPayers()).length).toBe(2);
  });
});

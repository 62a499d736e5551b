import { createIssuerClient, registerTerminal } from "@sourire/core";
import { createMemoryKeyStore } from "@sourire/core/testing";
import { createIssuer, type IssuerOptions, type PaymentProcessor } from "@sourire/issuer";
import { createSimulatedProcessor } from "@sourire/issuer/processors/simulated";
import { openSqliteStore } from "@sourire/issuer/sqlite";
import { createMemoryVault } from "@sourire/issuer/testing";
import { describe, expect, it } from "vitest";
import { codeOf } from "../src/testing/codes.js";
import { createWorld, PACK, PAYEE, REQUEST } from "./kit.js";

/** Stands for a processor of the live world; moves nothing. */
const liveProcessor: PaymentProcessor = { ...createSimulatedProcessor(), simulated: false };

async function options(change: Partial<IssuerOptions> = {}): Promise<IssuerOptions> {
  const livemode = change.livemode ?? false;
  return {
    publicUrl: "https://issuer.example",
    livemode,
    store: await openSqliteStore({ file: ":memory:" }),
    keys: createMemoryKeyStore(),
    vault: await createMemoryVault(),
    processor: livemode ? liveProcessor : createSimulatedProcessor(),
    packs: [PACK],
    ...change,
  };
}

describe("createIssuer", () => {
  it.each([
    ["OPERATING_POINT_MISSING", { livemode: true, packs: [{ ...PACK, operatingPoints: [] }] }],
    ["PACK_NOT_ACCEPTED", { livemode: true, packs: [{ ...PACK, paymentGrade: false }] }],
    ["LIVEMODE_MISMATCH", { livemode: true, processor: createSimulatedProcessor() }],
    ["LIVEMODE_MISMATCH", { livemode: false, processor: liveProcessor }],
    ["TypeError", { livemode: true, publicUrl: "http://issuer.example" }],
    ["TypeError", { publicUrl: "not an address" }],
    ["TypeError", { publicUrl: "https://issuer.example/?a=b" }],
    ["RangeError", { packs: [PACK, { ...PACK, digest: "cd".repeat(32), dimensions: 12 }] }],
  ])("refuses with %s: %#", async (code, change) => {
    const all = await options(change);
    expect(await codeOf(() => createIssuer(all))).toBe(code);
  });

  it("refuses a store of the other world", async () => {
    const store = await openSqliteStore({ file: ":memory:" });
    await createIssuer(await options({ store }));
    await createIssuer(await options({ store }));
    const live = await options({ store, livemode: true });
    expect(await codeOf(() => createIssuer(live))).toBe("LIVEMODE_MISMATCH");
  });

  it("in the live world registers no simulated camera, and keeps the code for a real one", async () => {
    await using issuer = await createIssuer(await options({ livemode: true }));
    const settings = { payee: PAYEE, scope: "shop", assuranceCeiling: "low" } as const;
    const activationCode = await issuer.admin.createActivationCode(settings);
    const key = await createMemoryKeyStore().signingKey("t");
    const common = { url: "https://issuer.example", key, fetch: issuer.fetch };
    const register = (simulated: boolean) =>
      registerTerminal({ ...common, activationCode, camera: { simulated } });
    expect(await codeOf(() => register(true))).toBe("CAMERA_NOT_ACCEPTED");
    const registration = await register(false);
    expect(registration.livemode).toBe(true);
    const client = createIssuerClient({ ...common, registration });
    const { claims } = await client.createIntent(REQUEST);
    expect(claims).toMatchObject({ livemode: true, policy: { id: "live-default" } });
  });

  it("waits for calls under way when it is disposed of, and leaves the store open", async () => {
    const world = await createWorld();
    let answered = false;
    const call = world.issuer.fetch(new Request("https://issuer.example/pay/healthz")).then(() => {
      answered = true;
    });
    await world.issuer[Symbol.asyncDispose]();
    expect(answered).toBe(true);
    await call;
    expect(await world.store.transaction((tx) => tx.setting("world"))).toBe("test");
    await world.store[Symbol.asyncDispose]();
  });
});

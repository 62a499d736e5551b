import type { ConformanceCase } from "@sourire/core/testing";
import { appendToLedger, verifyLedger } from "../ledger/ledger.js";
import type { IssuerStore, StoreTransaction } from "../store/issuer-store.js";
import { codeOf } from "./codes.js";
import {
  activationCode,
  consent,
  instrument,
  intent,
  payer,
  template,
  terminal,
} from "./store-records.js";

const NOW = 1_750_000_000_000;

/** What every store must do. `make` answers an empty one. */
export const issuerStoreConformance: readonly ConformanceCase<IssuerStore>[] = Object.freeze([
  storeCase("keeps records as they are", async (store, expect) => {
    await store.transaction(fill);
    await store.transaction(async (tx) => {
      expect(await tx.terminal("terminal-1")).toEqual(terminal());
      expect(await tx.payer("payer-1")).toEqual(payer());
      expect(await tx.payerOfAccount("account-1")).toEqual(payer());
      expect(await tx.consent("consent-1")).toEqual(consent());
      expect(await tx.intent("intent-1")).toEqual(intent());
      expect(await tx.instrument("instrument-1")).toEqual(instrument());
      const [kept] = await tx.templatesOf("shop", "space-a");
      expect(kept).toEqual(template());
      expect(await tx.templatesOf("canteen", "space-a")).toEqual([]);
      expect(await tx.templatesOf("shop", "space-b")).toEqual([]);
      expect(await tx.countTemplates("payer-1")).toBe(1);
    });
  }),
  storeCase("answers undefined for what it does not have", async (store, expect) => {
    await store.transaction(async (tx) => {
      expect(await tx.terminal("?")).toBe(undefined);
      expect(await tx.payer("?")).toBe(undefined);
      expect(await tx.payerOfAccount("?")).toBe(undefined);
      expect(await tx.consent("?")).toBe(undefined);
      expect(await tx.intent("?")).toBe(undefined);
      expect(await tx.instrument("?")).toBe(undefined);
      expect(await tx.newestInstrument("?")).toBe(undefined);
      expect(await tx.answer("?", "?")).toBe(undefined);
      expect(await tx.setting("?")).toBe(undefined);
      expect(await tx.lastLedgerRow()).toBe(undefined);
    });
  }),
  storeCase("gives an activation code out once and never late", async (store, expect) => {
    await store.transaction(async (tx) => {
      await tx.addActivationCode(activationCode());
      await tx.addActivationCode(activationCode({ codeHash: "e".repeat(64), expiresAtMs: NOW }));
    });
    const take = (hash: string) =>
      store.transaction((tx) => tx.takeActivationCode(hash.repeat(64), NOW));
    const taken = await Promise.all([take("a"), take("a"), take("a")]);
    expect(taken.filter((code) => code !== undefined)).toEqual([activationCode()]);
    expect(await take("e")).toBe(undefined);
    expect(await take("f")).toBe(undefined);
  }),
  storeCase("moves an intent only from the state that was named", async (store, expect) => {
    await store.transaction(fill);
    await store.transaction(async (tx) => {
      const change = { state: "evidenced", evidenceHash: "e".repeat(43) } as const;
      expect(await tx.moveIntent("intent-1", "created", change)).toBe(true);
      expect(await tx.moveIntent("intent-1", "created", { state: "canceled" })).toBe(false);
      expect(await tx.moveIntent("?", "created", { state: "canceled" })).toBe(false);
      expect(await tx.intent("intent-1")).toEqual(intent(change));
    });
  }),
  storeCase("undoes a transaction that throws and goes on", async (store, expect) => {
    const code = await codeOf(() =>
      store.transaction(async (tx) => {
        await fill(tx);
        throw new RangeError("on purpose");
      }),
    );
    expect(code).toBe("RangeError");
    await store.transaction(async (tx) => {
      expect(await tx.payer("payer-1")).toBe(undefined);
      await fill(tx);
    });
  }),
  storeCase("queues transactions and never mixes them", async (store, expect) => {
    let inside = 0;
    let most = 0;
    const append = (i: number): Promise<unknown> =>
      store.transaction(async (tx) => {
        most = Math.max(most, ++inside);
        await appendToLedger(tx, { atMs: NOW, event: "intent-created", subject: `intent-${i}` });
        await new Promise((resolve) => setTimeout(resolve, 1));
        inside--;
      });
    await Promise.all(Array.from({ length: 20 }, (_, i) => append(i)));
    expect(most).toBe(1);
    const verdict = await verifyLedger(store);
    expect(verdict.intact && verdict.rows).toBe(20);
  }),
  storeCase("refuses a transaction inside another one", async (store, expect) => {
    const nested = store.transaction(() => store.transaction(async () => 1));
    expect(await codeOf(() => nested)).toBe("TypeError");
    expect(await store.transaction(async () => 2)).toBe(2);
  }),
  storeCase("remembers a used token by kind, signer and jti", async (store, expect) => {
    const token = {
      kind: "command",
      signer: "terminal-1",
      jti: "j1",
      digest: "d1",
      expiresAtS: NOW / 1000 + 10,
    } as const;
    await store.transaction(async (tx) => {
      expect(await tx.useToken(token)).toBe(undefined);
      expect(await tx.useToken({ ...token, digest: "d2" })).toBe("d1");
      expect(await tx.useToken({ ...token, kind: "evidence" })).toBe(undefined);
      expect(await tx.useToken({ ...token, signer: "terminal-2" })).toBe(undefined);
      await tx.forgetExpired(NOW);
      expect(await tx.useToken(token)).toBe("d1");
      await tx.forgetExpired(NOW + 11_000);
      expect(await tx.useToken(token)).toBe(undefined);
    });
  }),
  storeCase("keeps answers until their time is over", async (store, expect) => {
    const stored = {
      terminal: "terminal-1",
      key: "k",
      requestDigest: "r",
      answer: "{}",
      expiresAtMs: NOW + 10,
    };
    await store.transaction(async (tx) => {
      await tx.addTerminal(terminal());
      await tx.addAnswer(stored);
      expect(await tx.answer("terminal-1", "k")).toEqual(stored);
      expect(await tx.answer("terminal-2", "k")).toBe(undefined);
      await tx.forgetExpired(NOW + 11);
      expect(await tx.answer("terminal-1", "k")).toBe(undefined);
    });
  }),
  storeCase("forgets a payer who withdraws", withdrawal),
  storeCase("offers the instrument that was added last", async (store, expect) => {
    await store.transaction(async (tx) => {
      await fill(tx);
      const newer = instrument({ id: "instrument-0", createdAtMs: NOW + 1 });
      await tx.addInstrument(newer);
      expect(await tx.newestInstrument("payer-1")).toEqual(newer);
    });
  }),
  storeCase("has one payer an account", async (store, expect) => {
    await store.transaction(fill);
    const twin = payer({ id: "payer-2", pseudonym: "pseudonym-2" });
    expect((await codeOf(() => store.transaction((tx) => tx.addPayer(twin)))) === "no fault").toBe(
      false,
    );
  }),
  storeCase("keeps a setting for good", async (store, expect) => {
    await store.transaction((tx) => tx.addSetting("world", "test"));
    const again = (): Promise<void> => store.transaction((tx) => tx.addSetting("world", "live"));
    expect((await codeOf(again)) === "no fault").toBe(false);
    expect(await store.transaction((tx) => tx.setting("world"))).toBe("test");
  }),
  storeCase("is closed once and for all", async (store, expect) => {
    await store[Symbol.asyncDispose]();
    await store[Symbol.asyncDispose]();
    expect(await codeOf(() => store.transaction(async () => 1))).toBe("TypeError");
  }),
]);

type Expect = Parameters<ConformanceCase<IssuerStore>["run"]>[1];

function storeCase(
  name: string,
  check: (store: IssuerStore, expect: Expect) => Promise<void>,
): ConformanceCase<IssuerStore> {
  return {
    name,
    async run(make, expect) {
      const store = await make();
      try {
        await check(store, expect);
      } finally {
        await store[Symbol.asyncDispose]();
      }
    },
  };
}

async function fill(tx: StoreTransaction): Promise<void> {
  await tx.addTerminal(terminal());
  await tx.addPayer(payer());
  await tx.addConsent(consent());
  await tx.addTemplate(template());
  await tx.addInstrument(instrument());
  await tx.addIntent(intent());
}

async function withdrawal(store: IssuerStore, expect: Expect): Promise<void> {
  await store.transaction(async (tx) => {
    await fill(tx);
    await tx.addTemplate(template({ id: "template-2", scope: "canteen" }));
    await tx.addPayer(payer({ id: "payer-2", account: "account-2" }));
    await tx.addConsent(consent({ id: "consent-2", payer: "payer-2" }));
    await tx.addTemplate(template({ id: "template-3", payer: "payer-2", consent: "consent-2" }));
  });
  await store.transaction(async (tx) => {
    expect(await tx.withdrawPayer("payer-1", NOW)).toBe(2);
    const forgotten = payer({
      account: null,
      maskedName: null,
      pseudonym: null,
      scopes: [],
      withdrawnAtMs: NOW,
      templatesDeleted: 2,
    });
    expect(await tx.payer("payer-1")).toEqual(forgotten);
    expect(await tx.payerOfAccount("account-1")).toBe(undefined);
    expect(await tx.instrument("instrument-1")).toBe(undefined);
    expect(await tx.consent("consent-1")).toEqual(consent({ withdrawnAtMs: NOW }));
    expect((await tx.templatesOf("shop", "space-a")).map(({ id }) => id)).toEqual(["template-3"]);
    expect((await tx.activePayers()).map(({ id }) => id)).toEqual(["payer-2"]);
    expect(await tx.unfinishedWithdrawals()).toEqual(["payer-1"]);
    await tx.finishWithdrawal("payer-1", "r.r.r");
    expect(await tx.unfinishedWithdrawals()).toEqual([]);
    expect((await tx.payer("payer-1"))?.deletionReceipt).toBe("r.r.r");
    await tx.addPayer(payer({ id: "payer-3", pseudonym: "pseudonym-3" })); // the account may return
  });
  await store.purge();
}

import type { IssuerStore, LedgerRow, StoreTransaction } from "@sourire/issuer";
import { openSqliteStore } from "@sourire/issuer/sqlite";
import { describe, expect, it } from "vitest";
import { appendToLedger, verifyLedger } from "../../src/ledger/ledger.js";

/** Rows of a ledger that tells of these amounts. */
async function rowsOf(amounts: readonly number[]): Promise<readonly LedgerRow[]> {
  const store = await openSqliteStore({ file: ":memory:" });
  const rows = await store.transaction(async (tx) => {
    for (const amount of amounts) {
      await appendToLedger(tx, { atMs: 1, event: "intent-created", subject: "i", amount });
    }
    return tx.ledgerRows(0, amounts.length);
  });
  await store[Symbol.asyncDispose]();
  return rows;
}

/** A store that has these rows and nothing else. */
function storeOf(rows: readonly LedgerRow[]): IssuerStore {
  const ledgerRows = async (after: number, limit: number) =>
    rows.filter(({ seq }) => seq > after).slice(0, limit);
  const tx = { ledgerRows } as Partial<StoreTransaction> as StoreTransaction;
  return {
    transaction: (work) => work(tx),
    purge: async () => {},
    [Symbol.asyncDispose]: async () => {},
  };
}

describe("verifyLedger", () => {
  it("accepts an empty ledger and one longer than a page", async () => {
    expect(await verifyLedger(storeOf([]))).toEqual({
      intact: true,
      rows: 0,
      head: "0".repeat(64),
    });
    const rows = await rowsOf(Array.from({ length: 1001 }, (_, i) => i + 1));
    const head = rows.at(-1)?.hash;
    expect(await verifyLedger(storeOf(rows))).toEqual({ intact: true, rows: 1001, head });
  });

  it("finds a row that was replaced together with its hash", async () => {
    const [first, , third] = await rowsOf([1, 2, 3]);
    const [, forged] = await rowsOf([1, 999, 3]);
    if (!first || !forged || !third) throw new Error("three rows");
    expect(forged.prevHash).toBe(first.hash);
    const verdict = await verifyLedger(storeOf([first, forged, third]));
    expect(verdict).toEqual({ intact: false, firstBadSeq: 3 });
  });

  it("finds rows that changed places, came twice or are another ledger's", async () => {
    const [a, b, c] = await rowsOf([1, 2, 3]);
    const [other] = await rowsOf([7]);
    if (!a || !b || !c || !other) throw new Error("rows");
    for (const rows of [
      [a, c, b],
      [a, a, b],
      [other, b, c],
      [b, c],
    ]) {
      const placed = rows.map((row, i) => ({ ...row, seq: i + 1 }));
      expect(await verifyLedger(storeOf(placed))).toMatchObject({ intact: false });
    }
  });
});

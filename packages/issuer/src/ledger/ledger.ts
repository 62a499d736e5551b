import { createHash } from "node:crypto";
import type { IssuerStore, StoreTransaction } from "../store/issuer-store.js";
import type { LedgerEntry, LedgerRow } from "./ledger-row.js";

const GENESIS = "0".repeat(64);
const PAGE = 500;

/** Adds an entry to the chain, in the transaction of what it tells about. */
export async function appendToLedger(
  tx: StoreTransaction,
  entry: Omit<LedgerEntry, "terminal" | "payer" | "amount" | "currency" | "detail"> &
    Partial<LedgerEntry>,
): Promise<LedgerRow> {
  const last = await tx.lastLedgerRow();
  const bare = {
    atMs: entry.atMs,
    event: entry.event,
    subject: entry.subject,
    terminal: entry.terminal ?? null,
    payer: entry.payer ?? null,
    amount: entry.amount ?? null,
    currency: entry.currency ?? null,
    detail: entry.detail ?? null,
    seq: (last?.seq ?? 0) + 1,
    prevHash: last?.hash ?? GENESIS,
  };
  const row = { ...bare, hash: hashOf(bare) };
  await tx.addLedgerRow(row);
  return row;
}

/** What a check of the chain found. */
export type LedgerVerdict =
  | {
      readonly intact: true;
      /** Rows checked. */
      readonly rows: number;
      /** Hash of the newest row. Kept elsewhere, it shows later whether the tail was cut off. */
      readonly head: string;
    }
  | {
      readonly intact: false;
      /** The first row that does not fit. */
      readonly firstBadSeq: number;
    };

/**
 * Computes every hash again. Finds any changed, removed or inserted row but not a cut-off tail: for
 * that, compare `head` with one that was kept outside the store.
 */
export async function verifyLedger(store: IssuerStore): Promise<LedgerVerdict> {
  let seq = 0;
  let head = GENESIS;
  for (;;) {
    const rows = await store.transaction((tx) => tx.ledgerRows(seq, PAGE));
    for (const row of rows) {
      if (row.seq !== seq + 1 || row.prevHash !== head || row.hash !== hashOf(row)) {
        return { intact: false, firstBadSeq: seq + 1 };
      }
      seq = row.seq;
      head = row.hash;
    }
    if (rows.length < PAGE) return { intact: true, rows: seq, head };
  }
}

/** The canonical form is a JSON array in a fixed order: there is one way to write it. */
function hashOf(row: Omit<LedgerRow, "hash">): string {
  const canonical = JSON.stringify([
    "sourire-ledger-1",
    row.seq,
    row.atMs,
    row.event,
    row.subject,
    row.terminal,
    row.payer,
    row.amount,
    row.currency,
    row.detail,
  ]);
  return createHash("sha256")
    .update(Buffer.from(row.prevHash, "hex"))
    .update(canonical, "utf8")
    .digest("hex");
}

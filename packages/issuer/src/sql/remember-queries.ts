import type { Kysely, Selectable } from "kysely";
import type { LedgerEvent, LedgerRow } from "../ledger/ledger-row.js";
import type { LedgerVerbs, RememberVerbs } from "../store/issuer-store.js";
import type { Tables } from "./tables.js";

/** Queries on what must not happen twice, and on settings. */
export function rememberQueries(db: Kysely<Tables>): RememberVerbs {
  return {
    async useToken({ kind, signer, jti, digest, expiresAtS }) {
      const row = { kind, signer, jti, digest, expires_at_s: expiresAtS };
      const added = await db
        .insertInto("used_tokens")
        .values(row)
        .onConflict((c) => c.doNothing())
        .executeTakeFirst();
      if (Number(added.numInsertedOrUpdatedRows ?? 0) === 1) return undefined;
      const first = await db
        .selectFrom("used_tokens")
        .select("digest")
        .where("kind", "=", kind)
        .where("signer", "=", signer)
        .where("jti", "=", jti)
        .executeTakeFirstOrThrow();
      return first.digest;
    },
    async addAnswer(answer) {
      await db
        .insertInto("idempotency")
        .values({
          terminal: answer.terminal,
          key: answer.key,
          request_digest: answer.requestDigest,
          answer: answer.answer,
          expires_at_ms: answer.expiresAtMs,
        })
        .execute();
    },
    async answer(terminal, key) {
      const row = await db
        .selectFrom("idempotency")
        .selectAll()
        .where("terminal", "=", terminal)
        .where("key", "=", key)
        .executeTakeFirst();
      return (
        row && {
          terminal: row.terminal,
          key: row.key,
          requestDigest: row.request_digest,
          answer: row.answer,
          expiresAtMs: row.expires_at_ms,
        }
      );
    },
    async forgetExpired(nowMs) {
      await db
        .deleteFrom("used_tokens")
        .where("expires_at_s", "<", nowMs / 1000)
        .execute();
      await db.deleteFrom("idempotency").where("expires_at_ms", "<", nowMs).execute();
    },
    async setting(name) {
      const row = await db
        .selectFrom("settings")
        .select("value")
        .where("name", "=", name)
        .executeTakeFirst();
      return row?.value;
    },
    async addSetting(name, value) {
      await db.insertInto("settings").values({ name, value }).execute();
    },
  };
}

/** Queries on the ledger. */
export function ledgerQueries(db: Kysely<Tables>): LedgerVerbs {
  const ledger = db.selectFrom("ledger").selectAll();
  return {
    async lastLedgerRow() {
      const row = await ledger.orderBy("seq", "desc").limit(1).executeTakeFirst();
      return row && ledgerFromRow(row);
    },
    async addLedgerRow({ atMs, prevHash, ...same }) {
      await db
        .insertInto("ledger")
        .values({ ...same, at_ms: atMs, prev_hash: prevHash })
        .execute();
    },
    async ledgerRows(afterSeq, limit) {
      const rows = await ledger.where("seq", ">", afterSeq).orderBy("seq").limit(limit).execute();
      return rows.map(ledgerFromRow);
    },
  };
}

function ledgerFromRow(row: Selectable<Tables["ledger"]>): LedgerRow {
  const { at_ms, prev_hash, event, ...same } = row;
  return { ...same, event: event as LedgerEvent, atMs: at_ms, prevHash: prev_hash };
}

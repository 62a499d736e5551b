import type { Kysely, Selectable } from "kysely";
import type { PayerVerbs } from "../store/issuer-store.js";
import type { PayerRecord } from "../store/records.js";
import type { Tables } from "./tables.js";

type PayerRecordVerbs = Omit<
  PayerVerbs,
  "addConsent" | "consent" | "addInstrument" | "instrument" | "newestInstrument"
>;

/** Queries on payers. */
export function payerQueries(db: Kysely<Tables>): PayerRecordVerbs {
  return {
    async addPayer(payer) {
      await db
        .insertInto("payers")
        .values({
          id: payer.id,
          account: payer.account,
          masked_name: payer.maskedName,
          pseudonym: payer.pseudonym,
          scopes: JSON.stringify(payer.scopes),
          created_at_ms: payer.createdAtMs,
          withdrawn_at_ms: payer.withdrawnAtMs,
          templates_deleted: payer.templatesDeleted,
          deletion_receipt: payer.deletionReceipt,
        })
        .execute();
    },
    async payer(id) {
      const row = await payers(db).where("id", "=", id).executeTakeFirst();
      return row && fromRow(row);
    },
    async payerOfAccount(account) {
      const row = await payers(db)
        .where("account", "=", account)
        .where("withdrawn_at_ms", "is", null)
        .executeTakeFirst();
      return row && fromRow(row);
    },
    async updatePayer(id, { maskedName, scopes }) {
      await db
        .updateTable("payers")
        .set({ masked_name: maskedName, scopes: JSON.stringify(scopes) })
        .where("id", "=", id)
        .execute();
    },
    async activePayers() {
      const rows = await payers(db)
        .where("withdrawn_at_ms", "is", null)
        .orderBy("created_at_ms")
        .orderBy("id")
        .execute();
      return rows.map(fromRow);
    },
    withdrawPayer: (id, atMs) => withdraw(db, id, atMs),
    async unfinishedWithdrawals() {
      const rows = await payers(db)
        .where("withdrawn_at_ms", "is not", null)
        .where("deletion_receipt", "is", null)
        .execute();
      return rows.map((row) => row.id);
    },
    async finishWithdrawal(id, receipt) {
      await db
        .updateTable("payers")
        .set({ deletion_receipt: receipt })
        .where("id", "=", id)
        .execute();
    },
  };
}

const payers = (db: Kysely<Tables>) => db.selectFrom("payers").selectAll();

async function withdraw(db: Kysely<Tables>, id: string, atMs: number): Promise<number> {
  const gone = await db.deleteFrom("templates").where("payer", "=", id).executeTakeFirst();
  const templates = Number(gone.numDeletedRows);
  await db.deleteFrom("instruments").where("payer", "=", id).execute();
  await db
    .updateTable("consents")
    .set({ withdrawn_at_ms: atMs })
    .where("payer", "=", id)
    .where("withdrawn_at_ms", "is", null)
    .execute();
  await db
    .updateTable("payers")
    .set({
      account: null,
      masked_name: null,
      pseudonym: null,
      scopes: "[]",
      withdrawn_at_ms: atMs,
      templates_deleted: templates,
    })
    .where("id", "=", id)
    .where("withdrawn_at_ms", "is", null)
    .execute();
  return templates;
}

function fromRow(row: Selectable<Tables["payers"]>): PayerRecord {
  return {
    id: row.id,
    account: row.account,
    maskedName: row.masked_name,
    pseudonym: row.pseudonym,
    scopes: JSON.parse(row.scopes) as string[],
    createdAtMs: row.created_at_ms,
    withdrawnAtMs: row.withdrawn_at_ms,
    templatesDeleted: row.templates_deleted,
    deletionReceipt: row.deletion_receipt,
  };
}

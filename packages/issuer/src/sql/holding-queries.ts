import type { Kysely, Selectable } from "kysely";
import type { PayerVerbs, TemplateVerbs } from "../store/issuer-store.js";
import type { InstrumentRecord } from "../store/records.js";
import type { Tables } from "./tables.js";

type HoldingVerbs = TemplateVerbs &
  Pick<PayerVerbs, "addConsent" | "consent" | "addInstrument" | "instrument" | "newestInstrument">;

/** Queries on what a payer has: consents, templates, instruments. */
export function holdingQueries(db: Kysely<Tables>): HoldingVerbs {
  return { ...consentQueries(db), ...templateQueries(db), ...instrumentQueries(db) };
}

function consentQueries(db: Kysely<Tables>): Pick<HoldingVerbs, "addConsent" | "consent"> {
  return {
    async addConsent(consent) {
      await db
        .insertInto("consents")
        .values({
          id: consent.id,
          payer: consent.payer,
          receipt: consent.receipt,
          given_at_ms: consent.givenAtMs,
          withdrawn_at_ms: consent.withdrawnAtMs,
        })
        .execute();
    },
    async consent(id) {
      const row = await db
        .selectFrom("consents")
        .selectAll()
        .where("id", "=", id)
        .executeTakeFirst();
      return (
        row && {
          id: row.id,
          payer: row.payer,
          receipt: row.receipt,
          givenAtMs: row.given_at_ms,
          withdrawnAtMs: row.withdrawn_at_ms,
        }
      );
    },
  };
}

function templateQueries(db: Kysely<Tables>): TemplateVerbs {
  return {
    async addTemplate(template) {
      const { packDigest, createdAtMs, sealed, ...same } = template;
      await db
        .insertInto("templates")
        .values({
          ...same,
          // drivers bind a Buffer as bytes; any other view would need its own rule
          sealed: Buffer.from(sealed),
          pack_digest: packDigest,
          created_at_ms: createdAtMs,
        })
        .execute();
    },
    async templatesOf(scope, space) {
      const rows = await db
        .selectFrom("templates")
        .selectAll()
        .where("scope", "=", scope)
        .where("space", "=", space)
        .orderBy("created_at_ms")
        .orderBy("id")
        .execute();
      return rows.map(({ pack_digest, created_at_ms, sealed, ...same }) => ({
        ...same,
        sealed: new Uint8Array(sealed),
        packDigest: pack_digest,
        createdAtMs: created_at_ms,
      }));
    },
    async countTemplates(payer) {
      const row = await db
        .selectFrom("templates")
        .select((e) => e.fn.countAll().as("n"))
        .where("payer", "=", payer)
        .executeTakeFirstOrThrow();
      return Number(row.n);
    },
  };
}

function instrumentQueries(
  db: Kysely<Tables>,
): Pick<HoldingVerbs, "addInstrument" | "instrument" | "newestInstrument"> {
  const instruments = db.selectFrom("instruments").selectAll();
  return {
    async addInstrument(instrument) {
      await db
        .insertInto("instruments")
        .values({
          id: instrument.id,
          payer: instrument.payer,
          processor_token: instrument.processorToken,
          label: instrument.label,
          created_at_ms: instrument.createdAtMs,
        })
        .execute();
    },
    async instrument(id) {
      const row = await instruments.where("id", "=", id).executeTakeFirst();
      return row && instrumentFromRow(row);
    },
    async newestInstrument(payer) {
      const row = await instruments
        .where("payer", "=", payer)
        .orderBy("created_at_ms", "desc")
        .orderBy("id", "desc")
        .limit(1)
        .executeTakeFirst();
      return row && instrumentFromRow(row);
    },
  };
}

function instrumentFromRow(row: Selectable<Tables["instruments"]>): InstrumentRecord {
  return {
    id: row.id,
    payer: row.payer,
    processorToken: row.processor_token,
    label: row.label,
    createdAtMs: row.created_at_ms,
  };
}

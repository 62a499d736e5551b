import type { Assurance, IntentState } from "@sourire/core";
import type { Kysely, Selectable, Updateable } from "kysely";
import type { IntentVerbs } from "../store/issuer-store.js";
import type { IntentProgress, IntentRecord } from "../store/records.js";
import type { Tables } from "./tables.js";

/** Queries on intents. */
export function intentQueries(db: Kysely<Tables>): IntentVerbs {
  return {
    async addIntent(intent) {
      await db.insertInto("intents").values(toRow(intent)).execute();
    },
    async intent(id) {
      const row = await db
        .selectFrom("intents")
        .selectAll()
        .where("id", "=", id)
        .executeTakeFirst();
      return row && fromRow(row);
    },
    async moveIntent(id, from, change) {
      const result = await db
        .updateTable("intents")
        .set(progressColumns(change))
        .where("id", "=", id)
        .where("state", "=", from)
        .executeTakeFirst();
      return Number(result.numUpdatedRows) === 1;
    },
  };
}

function progressColumns(change: Partial<IntentProgress>): Updateable<Tables["intents"]> {
  const { evidenceHash, evidenceAnswer, packDigest, ...same } = change;
  return {
    ...same,
    ...(evidenceHash === undefined ? {} : { evidence_hash: evidenceHash }),
    ...(evidenceAnswer === undefined ? {} : { evidence_answer: evidenceAnswer }),
    ...(packDigest === undefined ? {} : { pack_digest: packDigest }),
  };
}

function toRow(intent: IntentRecord): Selectable<Tables["intents"]> {
  const { order, policyDigest, processorKey, issuedAtS, expiresAtS, ...rest } = intent;
  const { evidenceHash, evidenceAnswer, packDigest, ...same } = rest;
  return {
    ...same,
    order_reference: order,
    policy_digest: policyDigest,
    processor_key: processorKey,
    issued_at_s: issuedAtS,
    expires_at_s: expiresAtS,
    evidence_hash: evidenceHash,
    evidence_answer: evidenceAnswer,
    pack_digest: packDigest,
  };
}

function fromRow(row: Selectable<Tables["intents"]>): IntentRecord {
  return {
    id: row.id,
    terminal: row.terminal,
    token: row.token,
    hash: row.hash,
    order: row.order_reference,
    amount: row.amount,
    currency: row.currency,
    policyDigest: row.policy_digest,
    processorKey: row.processor_key,
    issuedAtS: row.issued_at_s,
    expiresAtS: row.expires_at_s,
    state: row.state as IntentState,
    evidenceHash: row.evidence_hash,
    evidenceAnswer: row.evidence_answer,
    assurance: row.assurance as Assurance | null,
    liveness: row.liveness,
    packDigest: row.pack_digest,
    payer: row.payer,
    candidate: row.candidate,
    instrument: row.instrument,
    authorization: row.authorization,
  };
}

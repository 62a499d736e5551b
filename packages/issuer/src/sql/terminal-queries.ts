import type { Assurance, PublicJwk } from "@sourire/core";
import type { Kysely } from "kysely";
import type { TerminalVerbs } from "../store/issuer-store.js";
import type { Tables } from "./tables.js";

/** Queries on terminals and activation codes. */
export function terminalQueries(db: Kysely<Tables>): TerminalVerbs {
  return {
    async addActivationCode(code) {
      await db
        .insertInto("activation_codes")
        .values({
          code_hash: code.codeHash,
          payee_id: code.payee.id,
          payee_name: code.payee.name,
          scope: code.scope,
          assurance_ceiling: code.assuranceCeiling,
          expires_at_ms: code.expiresAtMs,
          used_at_ms: null,
        })
        .execute();
    },
    async takeActivationCode(codeHash, nowMs) {
      const row = await db
        .updateTable("activation_codes")
        .set({ used_at_ms: nowMs })
        .where("code_hash", "=", codeHash)
        .where("used_at_ms", "is", null)
        .where("expires_at_ms", ">", nowMs)
        .returningAll()
        .executeTakeFirst();
      return (
        row && {
          codeHash: row.code_hash,
          payee: { id: row.payee_id, name: row.payee_name },
          scope: row.scope,
          assuranceCeiling: row.assurance_ceiling as Assurance,
          expiresAtMs: row.expires_at_ms,
        }
      );
    },
    async addTerminal(terminal) {
      await db
        .insertInto("terminals")
        .values({
          id: terminal.id,
          public_key: JSON.stringify(terminal.publicKey),
          thumbprint: terminal.thumbprint,
          payee_id: terminal.payee.id,
          payee_name: terminal.payee.name,
          scope: terminal.scope,
          assurance_ceiling: terminal.assuranceCeiling,
          camera_simulated: terminal.cameraSimulated ? 1 : 0,
          registered_at_ms: terminal.registeredAtMs,
        })
        .execute();
    },
    async terminal(id) {
      const row = await db
        .selectFrom("terminals")
        .selectAll()
        .where("id", "=", id)
        .executeTakeFirst();
      return (
        row && {
          id: row.id,
          publicKey: JSON.parse(row.public_key) as PublicJwk,
          thumbprint: row.thumbprint,
          payee: { id: row.payee_id, name: row.payee_name },
          scope: row.scope,
          assuranceCeiling: row.assurance_ceiling as Assurance,
          cameraSimulated: row.camera_simulated === 1,
          registeredAtMs: row.registered_at_ms,
        }
      );
    },
  };
}

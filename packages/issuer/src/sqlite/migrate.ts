import { SourireError } from "@sourire/core";
import type { Database } from "better-sqlite3";
import { MIGRATIONS } from "./migrations/index.js";

/** "SOUR": marks a file as ours, so that another program's database is not touched. */
const APPLICATION_ID = 0x534f5552;

/**
 * Brings a database forward, one transaction a step.
 * @throws {SourireError} `STORAGE_FAILED` on a newer database or one of another program
 */
export function migrate(database: Database): void {
  const version = Number(database.pragma("user_version", { simple: true }));
  const application = Number(database.pragma("application_id", { simple: true }));
  if (application !== APPLICATION_ID && !isEmpty(database)) {
    throw new SourireError("STORAGE_FAILED", "the file is another program's database");
  }
  if (version > MIGRATIONS.length) {
    throw new SourireError(
      "STORAGE_FAILED",
      `the database has version ${version}; this program knows ${MIGRATIONS.length}`,
    );
  }
  for (let done = version; done < MIGRATIONS.length; done++) {
    database.transaction(() => {
      database.pragma(`application_id = ${APPLICATION_ID}`);
      database.exec(MIGRATIONS[done] ?? "");
      database.pragma(`user_version = ${done + 1}`);
    })();
  }
}

function isEmpty(database: Database): boolean {
  return database.prepare("SELECT 1 FROM sqlite_schema LIMIT 1").get() === undefined;
}

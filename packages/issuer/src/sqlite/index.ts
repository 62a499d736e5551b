import { chmodSync, closeSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import Database, { type Database as Connection } from "better-sqlite3";
import { CompiledQuery, Kysely, SqliteDialect } from "kysely";
import { createSqlStore, type SqlEngine } from "../sql/sql-store.js";
import type { Tables } from "../sql/tables.js";
import type { IssuerStore } from "../store/issuer-store.js";
import { migrate } from "./migrate.js";
import { storageError } from "./storage-error.js";

/** Options of {@link openSqliteStore}. */
export interface SqliteStoreOptions {
  /** The database file, or `":memory:"`. Its folder is made with mode 0700 where it is missing. */
  readonly file: string;
  /**
   * How long to wait for a process that is just letting go of the file, ms.
   * @defaultValue 2000
   */
  readonly lockWaitMs?: number;
  /** The most that the file may grow to, MiB; beyond it `STORAGE_FULL`. @defaultValue no limit */
  readonly maxSizeMiB?: number;
}

/** The defaults of {@link SqliteStoreOptions}. */
export const SQLITE_STORE_DEFAULTS: Readonly<Required<Pick<SqliteStoreOptions, "lockWaitMs">>> =
  Object.freeze({ lockWaitMs: 2_000 });

/**
 * Opens (or makes) the store in one SQLite file and keeps it locked until disposal: a second server
 * on the same file is refused, because two would not see each other's galleries.
 * @throws {SourireError} `STORAGE_LOCKED`, `STORAGE_READ_ONLY`, `STORAGE_FULL`, `STORAGE_FAILED`
 */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<IssuerStore> {
  const { file } = options;
  let connection: Connection | undefined;
  try {
    if (file !== ":memory:") mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    connection = connect(options);
    migrate(connection);
    if (file !== ":memory:") chmodSync(file, 0o600);
    return createSqlStore(engineOn(connection));
  } catch (error) {
    connection?.close();
    throw storageError(whyNot(error, file));
  }
}

function connect({ file, lockWaitMs, maxSizeMiB }: SqliteStoreOptions): Connection {
  const connection = new Database(file, {
    timeout: lockWaitMs ?? SQLITE_STORE_DEFAULTS.lockWaitMs,
  });
  try {
    // Exclusive before the first access in WAL mode: no shared memory, and the lock is never let go.
    connection.pragma("locking_mode = EXCLUSIVE");
    connection.pragma("journal_mode = WAL");
    connection.pragma("synchronous = FULL");
    connection.pragma("foreign_keys = ON");
    connection.pragma("secure_delete = ON");
    if (maxSizeMiB !== undefined) {
      const pageBytes = Number(connection.pragma("page_size", { simple: true }));
      const pages = Math.floor((maxSizeMiB * 2 ** 20) / pageBytes);
      connection.pragma(`max_page_count = ${pages}`);
    }
    connection.exec("BEGIN EXCLUSIVE; COMMIT"); // takes the lock now, not at the first request
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

function engineOn(connection: Connection): SqlEngine {
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: connection }) });
  return {
    // Kysely lends the one connection to one borrower at a time: the others queue.
    transaction: (work) =>
      db.connection().execute(async (own) => {
        await own.executeQuery(CompiledQuery.raw("BEGIN IMMEDIATE"));
        try {
          const result = await work(own);
          await own.executeQuery(CompiledQuery.raw("COMMIT"));
          return result;
        } catch (error) {
          // a full disk has rolled back by itself already; a second ROLLBACK would hide the reason
          if (connection.inTransaction) await own.executeQuery(CompiledQuery.raw("ROLLBACK"));
          throw error;
        }
      }),
    purge: () =>
      db.connection().execute(async (own) => {
        await own.executeQuery(CompiledQuery.raw("PRAGMA wal_checkpoint(TRUNCATE)"));
      }),
    close: async () => {
      await db.destroy();
      connection.close(); // a builder that was never used has closed nothing
    },
    translate: storageError,
  };
}

/**
 * SQLite says only "cannot open" or "I/O error"; the system says why when the files are opened without
 * it. Opening to append changes nothing in them.
 */
function whyNot(error: unknown, file: string): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (file === ":memory:" || !/^SQLITE_(CANTOPEN|IOERR)/.test(code)) return error;
  try {
    for (const path of [file, `${file}-wal`]) closeSync(openSync(path, "a"));
    return error;
  } catch (cause) {
    return storageError(cause) === cause ? error : cause;
  }
}

import { AsyncLocalStorage } from "node:async_hooks";
import type { Kysely } from "kysely";
import type { IssuerStore, StoreTransaction } from "../store/issuer-store.js";
import { holdingQueries } from "./holding-queries.js";
import { intentQueries } from "./intent-queries.js";
import { payerQueries } from "./payer-queries.js";
import { ledgerQueries, rememberQueries } from "./remember-queries.js";
import type { Tables } from "./tables.js";
import { terminalQueries } from "./terminal-queries.js";

/** What differs between engines. */
export interface SqlEngine {
  /** Runs `work` in one serialisable transaction. */
  transaction<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T>;
  /** Drops old copies of deleted rows. */
  purge(): Promise<void>;
  /** Lets go of the database. */
  close(): Promise<void>;
  /** Turns a driver's error into one of the catalogue; leaves others alone. */
  translate(error: unknown): unknown;
}

/** The store on any SQL engine. */
export function createSqlStore(engine: SqlEngine): IssuerStore {
  const inside = new AsyncLocalStorage<true>();
  let closed: Promise<void> | undefined;
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    if (inside.getStore()) throw new TypeError("a store transaction inside another one");
    if (closed) throw new TypeError("the store is closed");
    try {
      return await work();
    } catch (error) {
      throw engine.translate(error);
    }
  };
  return {
    transaction: (work) =>
      guarded(() => engine.transaction((db) => inside.run(true, () => work(verbs(db))))),
    purge: () => guarded(() => engine.purge()),
    [Symbol.asyncDispose]: () => {
      closed ??= engine.close();
      return closed;
    },
  };
}

function verbs(db: Kysely<Tables>): StoreTransaction {
  return {
    ...terminalQueries(db),
    ...intentQueries(db),
    ...payerQueries(db),
    ...holdingQueries(db),
    ...rememberQueries(db),
    ...ledgerQueries(db),
  };
}

import { type ErrorCode, errnoOf, SourireError, storageFault } from "@sourire/core";

/** What SQLite's result codes mean to an operator; extended codes begin with the primary one. */
const CODES: readonly (readonly [prefix: string, code: ErrorCode, what: string])[] = [
  ["SQLITE_FULL", "STORAGE_FULL", "the disk is full"],
  ["SQLITE_READONLY", "STORAGE_READ_ONLY", "the database cannot be written"],
  ["SQLITE_PERM", "STORAGE_READ_ONLY", "the database cannot be written"],
  ["SQLITE_BUSY", "STORAGE_LOCKED", "the database is held by another process"],
  ["SQLITE_LOCKED", "STORAGE_LOCKED", "the database is held by another process"],
  ["SQLITE_NOTADB", "STORAGE_FAILED", "the file is no database"],
  ["SQLITE_CORRUPT", "STORAGE_FAILED", "the database is damaged"],
  ["SQLITE_", "STORAGE_FAILED", "the database failed"],
];

/** Turns an error of SQLite or of the file system into one of the catalogue; leaves others alone. */
export function storageError(error: unknown): unknown {
  const code = errnoOf(error) ?? "";
  const found = CODES.find(([prefix]) => code.startsWith(prefix));
  if (found) return new SourireError(found[1], found[2], { cause: error });
  const isSystemCall = /^E[A-Z0-9]+$/.test(code);
  return isSystemCall ? storageFault(error, "the database's files cannot be used") : error;
}

import { type ErrorCode, isSourireError, SourireError } from "@sourire/core";

const CODES: Readonly<Record<string, ErrorCode>> = {
  ENOSPC: "STORAGE_FULL",
  EDQUOT: "STORAGE_FULL",
  EROFS: "STORAGE_READ_ONLY",
  EACCES: "STORAGE_READ_ONLY",
  EPERM: "STORAGE_READ_ONLY",
};

/** The system's code of an error (`"ENOENT"`), where it has one. */
export function errnoOf(cause: unknown): string | undefined {
  if (!(cause instanceof Error) || !("code" in cause)) return undefined;
  return typeof cause.code === "string" ? cause.code : undefined;
}

/**
 * Turns what the file system threw into a fault of the catalogue. Aborts and faults pass unchanged.
 * @param what - what was being written, for the message
 */
export function storageFault(cause: unknown, what: string): unknown {
  const errno = errnoOf(cause);
  if (errno === undefined || isSourireError(cause)) return cause;
  if (cause instanceof Error && cause.name === "AbortError") return cause;
  return new SourireError(CODES[errno] ?? "STORAGE_FAILED", `cannot write ${what}: ${errno}`, {
    cause,
  });
}

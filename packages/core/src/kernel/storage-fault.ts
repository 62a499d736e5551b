import { type ErrorCode, isSourireError, SourireError } from "./errors.js";

/** What an operating system's error names mean to an operator. */
const CODES: ReadonlyMap<string | undefined, ErrorCode> = new Map<string, ErrorCode>([
  ["ENOSPC", "STORAGE_FULL"],
  ["EDQUOT", "STORAGE_FULL"],
  ["EROFS", "STORAGE_READ_ONLY"],
  ["EACCES", "STORAGE_READ_ONLY"],
  ["EPERM", "STORAGE_READ_ONLY"],
]);

/** The name of a failed system call's error (`"ENOENT"`), where the failure was one. */
export function errnoOf(cause: unknown): string | undefined {
  if (!(cause instanceof Error) || !("code" in cause)) return undefined;
  return typeof cause.code === "string" ? cause.code : undefined;
}

/**
 * Says what a failed read or write means to an operator.
 * @param cause - what the file system threw; a `SourireError` is answered as it is
 * @param message - what was tried, without a path, which may hold a person's name; the cause has it
 * @returns `STORAGE_FULL`, `STORAGE_READ_ONLY` or, for everything else, `STORAGE_FAILED`
 * @example catch (cause) { throw storageFault(cause, "the key cannot be written"); }
 */
export function storageFault(cause: unknown, message: string): SourireError {
  if (isSourireError(cause)) return cause;
  const errno = errnoOf(cause);
  const code = isHiddenReadOnly(cause)
    ? "STORAGE_READ_ONLY"
    : (CODES.get(errno) ?? "STORAGE_FAILED");
  return new SourireError(code, errno === undefined ? message : `${message}: ${errno}`, { cause });
}

/** A recursive `mkdir` makes what is missing, and Node reports its EROFS as ENOENT (Node 20, 22). */
function isHiddenReadOnly(cause: unknown): boolean {
  const isMkdir = cause instanceof Error && "syscall" in cause && cause.syscall === "mkdir";
  return isMkdir && errnoOf(cause) === "ENOENT";
}

import { REMEDIES } from "./errors.data.js";

/** Every fault that Sourire throws has one of these codes; a code is never renamed. */
export type ErrorCode = keyof typeof REMEDIES;

/** What the operator can do about each code; `docs/reference/errors.md` is made from this table. */
export const ERROR_REMEDIES: Readonly<Record<ErrorCode, string>> = REMEDIES;

/**
 * A fault: something that should not have happened, with a stable code and a remedy.
 * Decisions (declined, fallback ...) are values, never errors.
 * @example if (isSourireError(e) && e.code === "CAMERA_DENIED") askForPermission();
 */
export class SourireError<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name = "SourireError";
  /** Stable, for programs. */
  readonly code: C;
  /** For the operator. Never holds personal data. */
  readonly remedy: string;

  /**
   * @param code - one of {@link ERROR_REMEDIES}
   * @param message - what happened, without personal data or secrets
   * @param options - `cause`, where another error led here
   */
  constructor(code: C, message: string, options?: ErrorOptions) {
    super(`${message} [${code}]`, options);
    this.code = code;
    this.remedy = ERROR_REMEDIES[code];
  }
}

/** Works across realms and duplicated packages, where `instanceof` does not. */
export function isSourireError(value: unknown): value is SourireError {
  return value instanceof Error && value.name === "SourireError" && "code" in value;
}

/** Ends a `switch` over a closed union: compiles only when every case is handled. */
export function assertNever(value: never): never {
  throw new TypeError(`unhandled case: ${JSON.stringify(value)}`);
}

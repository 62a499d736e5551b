import * as z from "zod";
import { ERROR_REMEDIES, type ErrorCode, SourireError } from "../kernel/errors.js";
import { PROBLEM_KINDS, type ProblemKind } from "./problem.data.js";

/** Media type of a problem document. */
export const PROBLEM_MEDIA_TYPE = "application/problem+json";

/** A fault on the wire (RFC 9457). Members that nobody here knows are ignored, as section 3.2 asks. */
export const problemSchema = z.object({
  /** Names the kind of fault: `urn:sourire:problem:` and the code. */
  type: z.string().max(200),
  /** The kind in words; the same for every occurrence. */
  title: z.string().max(200),
  /** The HTTP status. */
  status: z.int().min(400).max(599),
  /** For programs: a code of the catalogue. */
  code: z.string().max(100),
  /** For the operator. */
  remedy: z.string().max(1000),
  /** Whether the same call, sent again, can succeed. */
  retryable: z.boolean(),
  /** This occurrence in words; never for the issuer's own trouble (5xx). */
  detail: z.string().max(1000).optional(),
  /** Names the request, for the issuer's log. */
  instance: z.string().max(300).optional(),
});
/** A fault on the wire. */
export type Problem = z.infer<typeof problemSchema>;

/**
 * A fault as an issuer answers it. What is not meant to travel becomes `INTERNAL`, and the issuer's own
 * trouble (5xx) goes without detail: its message may name a file or a host.
 * @param requestId - as in the issuer's log
 */
export function toProblem(error: SourireError, requestId: string): Problem {
  const travels = kindOf(error.code) !== undefined;
  const code: ErrorCode = travels ? error.code : "INTERNAL";
  const { status, retryable = false } = kindOf(code) ?? { status: 500 };
  const words = code.toLowerCase().replaceAll("_", " ");
  const detail = error.message.replace(/ \[[A-Z_]+\]$/, "").slice(0, 1000);
  return {
    type: `urn:sourire:problem:${code}`,
    title: `${words.charAt(0).toUpperCase()}${words.slice(1)}`,
    status,
    code,
    remedy: ERROR_REMEDIES[code],
    retryable,
    ...(status < 500 ? { detail } : {}),
    instance: `urn:sourire:request:${encodeURIComponent(requestId)}`,
  };
}

/**
 * The fault that a problem document stands for. The remedy is this side's own.
 * @param json - the parsed answer
 * @returns `ISSUER_ANSWER_INVALID` when it is no problem document or its code is none that travels
 */
export function fromProblem(json: unknown): SourireError {
  const parsed = problemSchema.safeParse(json);
  if (!parsed.success) {
    return new SourireError("ISSUER_ANSWER_INVALID", "an error that is no problem document");
  }
  const { code, title, detail, instance } = parsed.data;
  if (!isTravelling(code)) {
    return new SourireError("ISSUER_ANSWER_INVALID", "a problem with a code that is not known");
  }
  const request = instance === undefined ? "" : ` (${instance})`;
  const message = `the issuer answered: ${detail ?? title}${request}`;
  // another machine's words: nothing that could steer a terminal or a log
  return new SourireError(code, message.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, " ").slice(0, 400));
}

function isTravelling(code: string): code is ErrorCode {
  return Object.hasOwn(PROBLEM_KINDS, code);
}

function kindOf(code: ErrorCode): ProblemKind | undefined {
  return PROBLEM_KINDS[code];
}

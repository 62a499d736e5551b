import { isSourireError, PROBLEM_MEDIA_TYPE, SourireError, toProblem } from "@sourire/core";
import type { Services } from "../services.js";

/** Header fields of every answer. */
export function commonHeaders(services: Services, requestId: string): Record<string, string> {
  return {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "x-request-id": requestId,
    "dpop-nonce": services.nonces.current(),
  };
}

/** A fault as an answer (RFC 9457). What nobody foresaw is logged by its name and says nothing. */
export function problemAnswer(services: Services, error: unknown, requestId: string): Response {
  const known = isSourireError(error) ? error : unforeseen(error);
  const problem = toProblem(known, requestId);
  const { status, code } = problem;
  const level = status >= 500 ? "error" : "info";
  services.log[level]("call.refused", { requestId, status, code: known.code, name: nameOf(error) });
  return new Response(JSON.stringify(problem), {
    status,
    headers: {
      ...commonHeaders(services, requestId),
      "content-type": PROBLEM_MEDIA_TYPE,
      ...(status === 401 ? { "www-authenticate": challenge(code) } : {}),
    },
  });
}

function unforeseen(cause: unknown): SourireError {
  return new SourireError("INTERNAL", "an unforeseen failure", { cause });
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

/** RFC 9449, sections 7.1 and 9. */
function challenge(code: string): string {
  const errors: Readonly<Record<string, string>> = {
    DPOP_NONCE_REQUIRED: "use_dpop_nonce",
    DPOP_INVALID: "invalid_dpop_proof",
  };
  return `DPoP error="${errors[code] ?? "invalid_token"}", algs="ES256"`;
}

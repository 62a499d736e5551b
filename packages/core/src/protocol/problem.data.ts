import type { ErrorCode } from "../kernel/errors.js";

/** How a code travels. */
export interface ProblemKind {
  /** HTTP status, RFC 9110. */
  readonly status: number;
  /** Whether the same call, sent again, can succeed without anybody changing anything. */
  readonly retryable?: true;
}

/**
 * The codes that an issuer may answer with; every other fault travels as `INTERNAL`.
 * 400 malformed, 401 who are you, 403 not you, 404 unknown, 409 against the state of things, 410 over,
 * 413 too much, 422 understood but wrong, 5xx the issuer's own trouble.
 */
export const PROBLEM_KINDS: Readonly<Partial<Record<ErrorCode, ProblemKind>>> = Object.freeze({
  REQUEST_INVALID: { status: 400 },
  TOKEN_MALFORMED: { status: 400 },
  TOKEN_TYPE_MISMATCH: { status: 400 },
  TOKEN_CLAIM_INVALID: { status: 400 },
  SEAL_INVALID: { status: 400 },
  TOKEN_SIGNATURE_INVALID: { status: 401 },
  TOKEN_AUDIENCE_MISMATCH: { status: 401 },
  TOKEN_EXPIRED: { status: 401 },
  DPOP_INVALID: { status: 401 },
  DPOP_NONCE_REQUIRED: { status: 401, retryable: true },
  ACCESS_DENIED: { status: 401 },
  ENROLMENT_TOKEN_INVALID: { status: 401 },
  ACTIVATION_CODE_INVALID: { status: 403 },
  TERMINAL_UNKNOWN: { status: 403 },
  CAMERA_NOT_ACCEPTED: { status: 403 },
  LIVEMODE_MISMATCH: { status: 403 },
  TERMINAL_MISMATCH: { status: 403 },
  CONSENT_REQUIRED: { status: 403 },
  ROUTE_UNKNOWN: { status: 404 },
  INTENT_UNKNOWN: { status: 404 },
  PAYER_UNKNOWN: { status: 404 },
  TOKEN_REPLAYED: { status: 409 },
  INTENT_USED: { status: 409 },
  IDEMPOTENCY_KEY_REUSED: { status: 409 },
  INTENT_EXPIRED: { status: 410 },
  REQUEST_TOO_LARGE: { status: 413 },
  PACK_NOT_ACCEPTED: { status: 422 },
  POLICY_MISMATCH: { status: 422 },
  INTENT_MISMATCH: { status: 422 },
  AMOUNT_MISMATCH: { status: 422 },
  EVIDENCE_MISMATCH: { status: 422 },
  TEMPLATE_SPACE_MISMATCH: { status: 422 },
  OPERATING_POINT_MISSING: { status: 503 },
  STORAGE_FULL: { status: 503 },
  STORAGE_READ_ONLY: { status: 503 },
  STORAGE_FAILED: { status: 503 },
  STORAGE_LOCKED: { status: 503, retryable: true },
  TEMPLATE_UNREADABLE: { status: 503 },
  INTERNAL: { status: 500 },
});

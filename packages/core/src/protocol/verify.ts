import type * as z from "zod";
import { SourireError } from "../kernel/errors.js";
import type { PublicJwk } from "./calls.js";
import { maxLifeS, type TokenType } from "./token-type.js";
import { verifySignature } from "./verify-signature.js";

/** What {@link verifyToken} demands of a token. */
export interface VerifyTokenOptions {
  /** Answers the key of a `kid`, from keys that were known before the token came; `undefined` refuses. */
  readonly keys: (
    kid: string | undefined,
  ) => PublicJwk | undefined | Promise<PublicJwk | undefined>;
  /** `iss` must equal this. */
  readonly issuer?: string;
  /** `aud` must equal this. */
  readonly audience?: string;
  /** `livemode` must equal this. */
  readonly livemode?: boolean;
  /** The time, ms since the epoch. */
  readonly nowMs: number;
  /** The greatest age by `iat`, s; without it only `exp` ends a token. */
  readonly maxAgeS?: number;
  /** How far two clocks may differ, s. @defaultValue 5, see {@link VERIFY_DEFAULTS} */
  readonly clockToleranceS?: number;
}

/**
 * Defaults of {@link verifyToken}.
 * 5 s: a clock on NTP is off by far less than 1 s; a free-running one drifts about 2 s a day (20 ppm),
 * so two days without network pass, while the shortest life (120 s) is stretched by 4 %.
 */
export const VERIFY_DEFAULTS: Readonly<{ clockToleranceS: number }> = Object.freeze({
  clockToleranceS: 5,
});

/**
 * Verifies a token of ours as RFC 8725 asks: one algorithm (ES256), an explicit `typ`, a known key and
 * none from the header, strict claims without repetition, issuer, audience, mode and time.
 * A token that expires must not live longer than its type may (`TOKEN_LIFE_S`); records have no `exp`.
 * @param schema - of the claims; strict, so that an unknown claim is refused
 * @throws {SourireError} `TOKEN_MALFORMED`, `TOKEN_TYPE_MISMATCH`, `TOKEN_SIGNATURE_INVALID`,
 *   `TOKEN_CLAIM_INVALID` (names the claim, never its value), `TOKEN_AUDIENCE_MISMATCH`,
 *   `TOKEN_EXPIRED`, `LIVEMODE_MISMATCH`
 */
export async function verifyToken<T>(
  type: TokenType,
  schema: z.ZodType<T>,
  token: string,
  options: VerifyTokenOptions,
): Promise<T> {
  const raw = await verifySignature(type, token, ({ jwk, kid }) => {
    // RFC 8725 section 3.10: a key that the token brings along proves nothing
    if (jwk) throw new SourireError("TOKEN_MALFORMED", "the header carries a key");
    return options.keys(kid);
  });
  const claims = parseClaims(schema, raw);
  const { iss, aud, livemode } = raw;
  if (options.issuer !== undefined && iss !== options.issuer) throw claimInvalid("iss");
  if (options.audience !== undefined && aud !== options.audience) {
    throw new SourireError("TOKEN_AUDIENCE_MISMATCH", "the audience is somebody else");
  }
  if (options.livemode !== undefined && livemode !== options.livemode) {
    const mode = options.livemode ? "live" : "test";
    throw new SourireError("LIVEMODE_MISMATCH", `the token is not of the ${mode} world`);
  }
  checkTimes(type, raw, options);
  return claims;
}

/**
 * Parses claims with their schema.
 * @throws {SourireError} `TOKEN_CLAIM_INVALID` that names the first wrong claim
 */
export function parseClaims<T>(schema: z.ZodType<T>, raw: unknown): T {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const unknown = issue?.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
  throw claimInvalid([...(issue?.path ?? []), ...unknown].map(String).join("."));
}

/** A name may come from a stranger: only what cannot disturb a log is repeated. */
function claimInvalid(name: string): SourireError {
  const safe = /^[\w.-]{1,80}$/.test(name) ? name : "(unprintable)";
  return new SourireError("TOKEN_CLAIM_INVALID", `claim ${safe}`);
}

function checkTimes(
  type: TokenType,
  raw: Readonly<Record<string, unknown>>,
  options: VerifyTokenOptions,
): void {
  const { iat, exp } = raw;
  const { nowMs, maxAgeS = Number.POSITIVE_INFINITY } = options;
  const tolerance = options.clockToleranceS ?? VERIFY_DEFAULTS.clockToleranceS;
  const now = nowMs / 1000;
  if (typeof iat !== "number" || iat > now + tolerance) throw claimInvalid("iat");
  if (exp !== undefined) {
    const tooLong = typeof exp !== "number" || exp - iat > maxLifeS(type);
    if (tooLong || exp <= iat) throw claimInvalid("exp");
    if (now >= exp + tolerance) throw new SourireError("TOKEN_EXPIRED", `a ${type} is over`);
  }
  if (now - iat > maxAgeS + tolerance) throw new SourireError("TOKEN_EXPIRED", `a ${type} is old`);
}

import { SourireError } from "../kernel/errors.js";
import type { CreateIntentRequest, Jwks, RegisterTerminalResponse } from "./calls.js";
import { type IntentClaims, intentClaims } from "./claims.js";
import { tokenDigest } from "./digest.js";
import { keysFromJwks } from "./jwks.js";
import { TOKEN_TYPES } from "./token-type.js";
import { verifyToken } from "./verify.js";

/** An intent that was verified: what is to be paid, to whom, here, under which policy. */
export interface Intent {
  /** The issuer's name for it; `jti` of the token. */
  readonly id: string;
  /** The compact JWS. */
  readonly token: string;
  /** SHA-256 of the token, base64url: what evidence, commands and the authorization name. */
  readonly hash: string;
  /** What it says. */
  readonly claims: IntentClaims;
}

/** What an intent must be. */
export interface VerifyIntentOptions {
  /** The issuer's public keys. */
  readonly jwks: Jwks;
  /** The issuer's public URL. */
  readonly issuer: string;
  /** This terminal, as the issuer registered it. */
  readonly registration: RegisterTerminalResponse;
  /** The id that the answer gave. */
  readonly id: string;
  /** What was asked for. */
  readonly request: CreateIntentRequest;
  /** The time, ms since the epoch. */
  readonly nowMs: number;
}

/**
 * Verifies an intent and that it says what was asked: an issuer's mistake, or somebody between, must
 * not change what the payer is shown.
 * @throws {SourireError} `AMOUNT_MISMATCH` (amount, currency, payee), `TERMINAL_MISMATCH`,
 *   `INTENT_MISMATCH` (id, order, scope), or what `verifyToken` throws
 */
export async function verifyIntent(token: string, options: VerifyIntentOptions): Promise<Intent> {
  const { jwks, issuer, registration, id, request, nowMs } = options;
  const claims = await verifyToken(TOKEN_TYPES.intent, intentClaims, token, {
    keys: keysFromJwks(jwks, "sig"),
    issuer,
    audience: registration.terminal,
    livemode: registration.livemode,
    nowMs,
  });
  const { payee } = registration;
  const samePayee = claims.payee.id === payee.id && claims.payee.name === payee.name;
  const sameMoney = claims.amount === request.amount && claims.currency === request.currency;
  if (!sameMoney || !samePayee) {
    throw new SourireError("AMOUNT_MISMATCH", "the intent has another amount, currency or payee");
  }
  if (claims.terminal !== registration.terminal) {
    throw new SourireError("TERMINAL_MISMATCH", "the intent is for another terminal");
  }
  const sameOrder = claims.jti === id && claims.order === request.order;
  if (!sameOrder || claims.scope !== registration.scope) {
    throw new SourireError("INTENT_MISMATCH", "the intent has another id, order or scope");
  }
  return { id, token, hash: await tokenDigest(token), claims };
}

import { SourireError } from "../kernel/errors.js";
import type { Jwks } from "./calls.js";
import { type AuthorizationClaims, authorizationClaims } from "./claims.js";
import { tokenDigest } from "./digest.js";
import { keysFromJwks } from "./jwks.js";
import { TOKEN_TYPES } from "./token-type.js";
import { verifyToken } from "./verify.js";

/** What a till knows about the payment that it waits for. */
export interface ExpectedPayment {
  /** The decision that is looked for. @defaultValue "approved" */
  readonly status?: AuthorizationClaims["status"];
  /** The intent's id. */
  readonly intent?: string;
  /** The signed intent; its digest must be the one that the authorization names. */
  readonly intentToken?: string;
  /** Minor units. */
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
  /** The payee's id. */
  readonly payee?: string;
  /** The till's own order number. */
  readonly order?: string;
}

/** What {@link verifyReceipt} checks against: public keys and what was agreed, no secret. */
export interface VerifyReceiptOptions {
  /** The issuer's public keys; retired ones stay in it. */
  readonly jwks: Jwks;
  /** The issuer's public URL. */
  readonly issuer: string;
  /** The terminal's id. */
  readonly terminal: string;
  /** Which world. */
  readonly livemode: boolean;
  /** One of `intent`, `intentToken` and `order` is needed: else an old receipt over the same amount would pass. */
  readonly expect: ExpectedPayment;
  /** The time, ms since the epoch. */
  readonly nowMs: number;
}

/**
 * Verifies an authorization for a till, with public keys only: signed by the issuer, for this terminal,
 * for exactly this payment, and approved unless `expect.status` asks for a refusal.
 * @param authorization - the compact JWS
 * @returns its claims; the goods may go
 * @throws {SourireError} `AUTHORIZATION_MISMATCH` naming what differs, or what `verifyToken` throws
 * @throws {TypeError} when `expect` does not say which payment is meant
 */
export async function verifyReceipt(
  authorization: string,
  options: VerifyReceiptOptions,
): Promise<AuthorizationClaims> {
  const { jwks, issuer, terminal, livemode, expect, nowMs } = options;
  if (expect.intent === undefined && expect.intentToken === undefined && !expect.order) {
    throw new TypeError("say which payment: expect.intent, expect.intentToken or expect.order");
  }
  const claims = await verifyToken(TOKEN_TYPES.authorization, authorizationClaims, authorization, {
    keys: keysFromJwks(jwks, "sig"),
    issuer,
    audience: terminal,
    livemode,
    nowMs,
  });
  const { intentToken } = expect;
  const pairs: readonly (readonly [name: string, claimed: unknown, expected: unknown])[] = [
    ["status", claims.status, expect.status ?? "approved"],
    ["terminal", claims.terminal, terminal],
    ["amount", claims.amount, expect.amount],
    ["currency", claims.currency, expect.currency],
    ["intent", claims.intent, expect.intent ?? claims.intent],
    [
      "intentHash",
      claims.intentHash,
      intentToken ? await tokenDigest(intentToken) : claims.intentHash,
    ],
    ["payee", claims.payee.id, expect.payee ?? claims.payee.id],
    ["order", claims.order, expect.order ?? claims.order],
  ];
  for (const [name, claimed, expected] of pairs) {
    if (claimed !== expected) {
      throw new SourireError("AUTHORIZATION_MISMATCH", `the authorization has another ${name}`);
    }
  }
  return claims;
}

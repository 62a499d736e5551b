import {
  type Assurance,
  base64url,
  type EnrolmentClaims,
  enrolmentClaims,
  registerTerminalResponse,
  signToken,
  TOKEN_LIFE_S,
  TOKEN_TYPES,
} from "@sourire/core";
import { type LedgerVerdict, verifyLedger } from "../ledger/ledger.js";
import { newId, nowS, type Services, sha256Hex } from "../services.js";
import type { Payee } from "../store/records.js";

/** What the operator may do. Reachable in the issuer's own process only; there is no call for it. */
export interface IssuerAdmin {
  /**
   * Makes a code with which one terminal may register.
   * @returns 192 random bits, base64url; only its hash is kept
   * @throws {RangeError} on a payee, scope or time that the protocol cannot carry
   */
  createActivationCode(options: ActivationOptions): Promise<string>;
  /**
   * Makes a token with which a device may enrol the payer of an account, once, within ten minutes. To
   * be called by the account's own system after strong authentication.
   * @throws {RangeError} on an account, name or scopes that the protocol cannot carry
   */
  createEnrolmentToken(options: EnrolmentOptions): Promise<string>;
  /** Payers that take part, masked. */
  listPayers(): Promise<readonly PayerSummary[]>;
  /** Computes the ledger's hash chain again. */
  verifyLedger(): Promise<LedgerVerdict>;
}

/** What a terminal will be. */
export interface ActivationOptions {
  /** Whom it collects for. */
  readonly payee: Payee;
  /** The gallery that it searches. */
  readonly scope: string;
  /** The most assurance that it may reach. */
  readonly assuranceCeiling: Assurance;
  /** How long the code is good, s. @defaultValue 86400 */
  readonly expiresInS?: number;
}

/** Whose face will be enrolled. */
export interface EnrolmentOptions {
  /** As the account's own system names it. */
  readonly account: string;
  /** The payer's name; only its mask is kept. */
  readonly displayName: string;
  /** Galleries to enrol in, 1 to 16. */
  readonly scopes: readonly string[];
}

/** A payer, as an operator sees one. */
export interface PayerSummary {
  /** Random. */
  readonly payer: string;
  /** Masked. */
  readonly maskedName: string;
  /** Galleries. */
  readonly scopes: readonly string[];
  /** Templates kept, over all galleries. */
  readonly templates: number;
  /** ms since the epoch. */
  readonly createdAtMs: number;
}

/** A day: a terminal is set up on the day it is ordered to. */
const ACTIVATION_LIFE_S = 86_400;

/** Makes the operator's side. */
export function createAdmin(services: Services): IssuerAdmin {
  const { store } = services;
  return {
    createActivationCode: (options) => createActivationCode(services, options),
    createEnrolmentToken: (options) => createEnrolmentToken(services, options),
    listPayers: () =>
      store.transaction(async (tx) => {
        const summaries: PayerSummary[] = [];
        for (const { id, maskedName, scopes, createdAtMs } of await tx.activePayers()) {
          const templates = await tx.countTemplates(id);
          summaries.push({
            payer: id,
            maskedName: maskedName ?? "",
            scopes,
            templates,
            createdAtMs,
          });
        }
        return summaries;
      }),
    verifyLedger: () => verifyLedger(store),
  };
}

async function createActivationCode(
  { store, clock, random, livemode }: Services,
  options: ActivationOptions,
): Promise<string> {
  const { payee, scope, assuranceCeiling, expiresInS = ACTIVATION_LIFE_S } = options;
  // Checked with the schema of the answer that it will end up in: refused now, not at the terminal.
  const answer = { terminal: "-", payee, scope, livemode, assuranceCeiling };
  if (!registerTerminalResponse.safeParse(answer).success || !(expiresInS > 0)) {
    throw new RangeError("payee, scope, ceiling or expiresInS cannot be used");
  }
  const code = base64url.encode(random.bytes(24));
  await store.transaction((tx) =>
    tx.addActivationCode({
      codeHash: sha256Hex(code),
      payee: { id: payee.id, name: payee.name },
      scope,
      assuranceCeiling,
      expiresAtMs: Math.round(clock.now() + expiresInS * 1000),
    }),
  );
  return code;
}

async function createEnrolmentToken(
  { issuer, livemode, clock, random, signing }: Services,
  { account, displayName, scopes }: EnrolmentOptions,
): Promise<string> {
  const iat = nowS(clock);
  const claims: EnrolmentClaims = {
    iss: issuer,
    aud: issuer,
    jti: newId(random),
    iat,
    exp: iat + TOKEN_LIFE_S.enrolment,
    livemode,
    account,
    displayName,
    scopes: [...scopes],
  };
  if (!enrolmentClaims.safeParse(claims).success) {
    throw new RangeError("account, displayName or scopes cannot be used");
  }
  return signToken(TOKEN_TYPES.enrolment, claims, signing);
}

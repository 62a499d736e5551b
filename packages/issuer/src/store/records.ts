import type { Assurance, IntentState, PublicJwk } from "@sourire/core";

/** Who is paid: fixed when an activation code is made, never taken from a call. */
export interface Payee {
  /** As the operator names the payee. */
  readonly id: string;
  /** Shown to the payer. */
  readonly name: string;
}

/** A one-time code with which a terminal registers. */
export interface ActivationCodeRecord {
  /** SHA-256 of the code, hexadecimal; the code itself is never stored. */
  readonly codeHash: string;
  /** Whom the terminal will collect for. */
  readonly payee: Payee;
  /** The gallery that the terminal will search. */
  readonly scope: string;
  /** The most assurance that the terminal may ever reach. */
  readonly assuranceCeiling: Assurance;
  /** ms since the epoch. */
  readonly expiresAtMs: number;
}

/** A registered terminal. */
export interface TerminalRecord {
  /** Random. */
  readonly id: string;
  /** What it signs with. */
  readonly publicKey: PublicJwk;
  /** RFC 7638 thumbprint of that key, base64url. */
  readonly thumbprint: string;
  /** Whom it collects for. */
  readonly payee: Payee;
  /** The gallery that it searches. */
  readonly scope: string;
  /** The most assurance that it may reach. */
  readonly assuranceCeiling: Assurance;
  /** Whether it registered with a simulated camera. */
  readonly cameraSimulated: boolean;
  /** ms since the epoch. */
  readonly registeredAtMs: number;
}

/** An intent and everything that happened to it. */
export interface IntentRecord extends IntentProgress {
  /** The `jti` of the signed intent. */
  readonly id: string;
  /** The terminal that asked for it. */
  readonly terminal: string;
  /** The compact JWS. */
  readonly token: string;
  /** SHA-256 of the compact JWS, base64url. */
  readonly hash: string;
  /** The till's own reference. */
  readonly order: string;
  /** Minor units. */
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
  /** Digest of the policy in force when it was made. */
  readonly policyDigest: string;
  /** The processor's idempotency key: one an intent, so at most one charge an intent. */
  readonly processorKey: string;
  /** Seconds since the epoch. */
  readonly issuedAtS: number;
  /** Seconds since the epoch. */
  readonly expiresAtS: number;
}

/** The part of an intent that changes. */
export interface IntentProgress {
  /** Where it stands. */
  readonly state: IntentState;
  /** SHA-256 of the evidence's compact JWS, base64url. */
  readonly evidenceHash: string | null;
  /** The answer that this evidence got, JSON. */
  readonly evidenceAnswer: string | null;
  /** Assurance reached. */
  readonly assurance: Assurance | null;
  /** The liveness results that were shown, JSON. */
  readonly liveness: string | null;
  /** The model pack that made the template, hexadecimal SHA-256. */
  readonly packDigest: string | null;
  /** The payer that matched. */
  readonly payer: string | null;
  /** The handle by which the terminal names that payer. */
  readonly candidate: string | null;
  /** The instrument that is charged. */
  readonly instrument: string | null;
  /** The signed decision, compact JWS. */
  readonly authorization: string | null;
}

/** A payer. After withdrawal only the tombstone stays: no account, no name, no pseudonym. */
export interface PayerRecord {
  /** Random. */
  readonly id: string;
  /** As the account's own system names it; null after withdrawal. */
  readonly account: string | null;
  /** Initials with dots; null after withdrawal. */
  readonly maskedName: string | null;
  /** Random; names the payer in the ledger and nowhere else; null after withdrawal. */
  readonly pseudonym: string | null;
  /** Galleries that the payer enrols in. */
  readonly scopes: readonly string[];
  /** ms since the epoch. */
  readonly createdAtMs: number;
  /** ms since the epoch; null while the payer takes part. */
  readonly withdrawnAtMs: number | null;
  /** Templates that the withdrawal deleted. */
  readonly templatesDeleted: number;
  /** The signed deletion receipt; null until the data key is destroyed. */
  readonly deletionReceipt: string | null;
}

/** What a payer agreed to. */
export interface ConsentRecord {
  /** The `jti` of the signed receipt. */
  readonly id: string;
  /** Whose it is. */
  readonly payer: string;
  /** The signed receipt, compact JWS. */
  readonly receipt: string;
  /** ms since the epoch. */
  readonly givenAtMs: number;
  /** ms since the epoch; null while it stands. */
  readonly withdrawnAtMs: number | null;
}

/** A template at rest: sealed. */
export interface TemplateRecord {
  /** Random. */
  readonly id: string;
  /** Whose it is. */
  readonly payer: string;
  /** The gallery it belongs to. */
  readonly scope: string;
  /** The embedding space. */
  readonly space: string;
  /** Format of what was sealed. */
  readonly version: number;
  /** The consent under which it was made. */
  readonly consent: string;
  /** The model pack that made it, hexadecimal SHA-256. */
  readonly packDigest: string;
  /** What the vault made of it. */
  readonly sealed: Uint8Array;
  /** ms since the epoch. */
  readonly createdAtMs: number;
}

/** A way to pay. */
export interface InstrumentRecord {
  /** Random. */
  readonly id: string;
  /** Whose it is. */
  readonly payer: string;
  /** The processor's token, never a card number. */
  readonly processorToken: string;
  /** For the payer. */
  readonly label: string;
  /** ms since the epoch. */
  readonly createdAtMs: number;
}

/** What is remembered of a token that is good once. */
export interface UsedToken {
  /** Kind of token, so that two kinds may use the same `jti`. */
  readonly kind: "dpop" | "assertion" | "evidence" | "command" | "enrolment" | "template";
  /** The key or party that signed it: a `jti` is unique within that only. */
  readonly signer: string;
  /** The token's `jti`. */
  readonly jti: string;
  /** SHA-256 of the compact form, base64url. */
  readonly digest: string;
  /** Seconds since the epoch after which it would be refused as expired anyway. */
  readonly expiresAtS: number;
}

/** The answer that an `Idempotency-Key` got. */
export interface StoredAnswer {
  /** The terminal that sent the key. */
  readonly terminal: string;
  /** The header's value. */
  readonly key: string;
  /** SHA-256 of the request's body, hexadecimal. */
  readonly requestDigest: string;
  /** JSON. */
  readonly answer: string;
  /** ms since the epoch. */
  readonly expiresAtMs: number;
}

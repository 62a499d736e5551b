/** What happened. */
export type LedgerEvent =
  | "terminal-registered"
  | "intent-created"
  | "intent-evidenced"
  | "intent-matched"
  | "intent-ambiguous"
  | "intent-authorizing"
  | "intent-approved"
  | "intent-declined"
  | "intent-canceled"
  | "intent-expired"
  | "payer-created"
  | "consent-given"
  | "template-added"
  | "instrument-added"
  | "payer-withdrawn"
  | "data-key-destroyed";

/** What a row says. Ids are random pseudonyms: no name, no account, no template. */
export interface LedgerEntry {
  /** ms since the epoch. */
  readonly atMs: number;
  /** What happened. */
  readonly event: LedgerEvent;
  /** To what: an intent, a terminal, a consent, a template ... */
  readonly subject: string;
  /** The terminal that had a part in it. */
  readonly terminal: string | null;
  /** The payer's ledger pseudonym, which means nothing once the payer is forgotten. */
  readonly payer: string | null;
  /** Minor units. */
  readonly amount: number | null;
  /** ISO 4217. */
  readonly currency: string | null;
  /** A reason or a processor's reference. */
  readonly detail: string | null;
}

/** An entry in its place in the chain. */
export interface LedgerRow extends LedgerEntry {
  /** 1, 2, 3 ... without a gap. */
  readonly seq: number;
  /** Hash of the row before, 64 hexadecimal digits; zeros for the first row. */
  readonly prevHash: string;
  /** SHA-256 over `prevHash` (32 bytes) and the row in canonical form, 64 hexadecimal digits. */
  readonly hash: string;
}

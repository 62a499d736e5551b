import type { IntentState } from "@sourire/core";
import type { LedgerRow } from "../ledger/ledger-row.js";
import type {
  ActivationCodeRecord,
  ConsentRecord,
  InstrumentRecord,
  IntentProgress,
  IntentRecord,
  PayerRecord,
  StoredAnswer,
  TemplateRecord,
  TerminalRecord,
  UsedToken,
} from "./records.js";

/**
 * What the issuer remembers. Implementations pass `issuerStoreConformance` from
 * `@sourire/issuer/testing`. Everything happens in a transaction: a cause and its ledger row are
 * durable together or not at all.
 */
export interface IssuerStore extends AsyncDisposable {
  /**
   * Runs `work` alone: transactions queue and never interleave. What it did is durable when the
   * promise resolves and undone when `work` throws. Do not wait for the network inside.
   * @throws {TypeError} when called from within `work` (it would wait for itself)
   * @throws {SourireError} `STORAGE_FULL`, `STORAGE_READ_ONLY`, `STORAGE_LOCKED`, `STORAGE_FAILED`
   */
  transaction<T>(work: (tx: StoreTransaction) => Promise<T>): Promise<T>;
  /** Drops old copies of deleted rows that the engine still keeps aside (a write-ahead log). */
  purge(): Promise<void>;
}

/** The verbs, valid until the work that got them ends. */
export interface StoreTransaction
  extends TerminalVerbs,
    IntentVerbs,
    PayerVerbs,
    TemplateVerbs,
    RememberVerbs,
    LedgerVerbs {}

/** Terminals and the codes they register with. */
export interface TerminalVerbs {
  /** Keeps a fresh code. */
  addActivationCode(code: ActivationCodeRecord): Promise<void>;
  /** Takes a code that is neither used nor expired, and marks it used. */
  takeActivationCode(codeHash: string, nowMs: number): Promise<ActivationCodeRecord | undefined>;
  /** Keeps a fresh terminal. */
  addTerminal(terminal: TerminalRecord): Promise<void>;
  /** One terminal. */
  terminal(id: string): Promise<TerminalRecord | undefined>;
}

/** Intents. */
export interface IntentVerbs {
  /** Keeps a fresh intent. */
  addIntent(intent: IntentRecord): Promise<void>;
  /** One intent. */
  intent(id: string): Promise<IntentRecord | undefined>;
  /**
   * Changes an intent only if it still is in the state `from`.
   * @returns whether it was
   */
  moveIntent(id: string, from: IntentState, change: Partial<IntentProgress>): Promise<boolean>;
}

/** Payers, their consents and ways to pay. */
export interface PayerVerbs {
  /** Keeps a fresh payer. */
  addPayer(payer: PayerRecord): Promise<void>;
  /** One payer, withdrawn or not. */
  payer(id: string): Promise<PayerRecord | undefined>;
  /** The payer of an account; never a withdrawn one. */
  payerOfAccount(account: string): Promise<PayerRecord | undefined>;
  /** Changes what is shown of a payer and where they enrol. */
  updatePayer(id: string, change: Pick<PayerRecord, "maskedName" | "scopes">): Promise<void>;
  /** Payers that take part. */
  activePayers(): Promise<readonly PayerRecord[]>;
  /**
   * Forgets account, name, pseudonym and scopes, deletes templates and instruments and marks the
   * consents withdrawn.
   * @returns templates deleted
   */
  withdrawPayer(id: string, atMs: number): Promise<number>;
  /** Withdrawn payers whose deletion has no receipt yet. */
  unfinishedWithdrawals(): Promise<readonly string[]>;
  /** Keeps the deletion receipt. */
  finishWithdrawal(id: string, receipt: string): Promise<void>;
  /** Keeps a consent. */
  addConsent(consent: ConsentRecord): Promise<void>;
  /** One consent. */
  consent(id: string): Promise<ConsentRecord | undefined>;
  /** Keeps a way to pay. */
  addInstrument(instrument: InstrumentRecord): Promise<void>;
  /** One way to pay. */
  instrument(id: string): Promise<InstrumentRecord | undefined>;
  /** The way to pay that a payer added last. */
  newestInstrument(payer: string): Promise<InstrumentRecord | undefined>;
}

/** Sealed templates. */
export interface TemplateVerbs {
  /** Keeps a sealed template. */
  addTemplate(template: TemplateRecord): Promise<void>;
  /** All templates of one gallery. */
  templatesOf(scope: string, space: string): Promise<readonly TemplateRecord[]>;
  /** How many templates a payer has. */
  countTemplates(payer: string): Promise<number>;
}

/** What must be remembered so that nothing happens twice. */
export interface RememberVerbs {
  /**
   * Marks a token as used.
   * @returns undefined the first time, else the digest that was used first
   */
  useToken(token: UsedToken): Promise<string | undefined>;
  /** Keeps an answer. */
  addAnswer(answer: StoredAnswer): Promise<void>;
  /** The answer that a key got. */
  answer(terminal: string, key: string): Promise<StoredAnswer | undefined>;
  /** Drops used tokens and answers whose time is over. */
  forgetExpired(nowMs: number): Promise<void>;
  /** A fact about the store as a whole. */
  setting(name: string): Promise<string | undefined>;
  /** Keeps such a fact for good; it is not changed once set. */
  addSetting(name: string, value: string): Promise<void>;
}

/** The ledger's rows. Written by `appendToLedger` only, which computes the chain. */
export interface LedgerVerbs {
  /** The newest row. */
  lastLedgerRow(): Promise<LedgerRow | undefined>;
  /** Adds a row; there is no verb that changes or removes one. */
  addLedgerRow(row: LedgerRow): Promise<void>;
  /** Rows in order, after `seq`. */
  ledgerRows(afterSeq: number, limit: number): Promise<readonly LedgerRow[]>;
}

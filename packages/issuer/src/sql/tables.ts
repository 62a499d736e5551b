/** The tables as queries see them. One list for every engine; only migrations and column types differ. */

interface ActivationCodes {
  readonly code_hash: string;
  readonly payee_id: string;
  readonly payee_name: string;
  readonly scope: string;
  readonly assurance_ceiling: string;
  readonly expires_at_ms: number;
  readonly used_at_ms: number | null;
}

interface Terminals {
  readonly id: string;
  readonly public_key: string;
  readonly thumbprint: string;
  readonly payee_id: string;
  readonly payee_name: string;
  readonly scope: string;
  readonly assurance_ceiling: string;
  readonly camera_simulated: number;
  readonly registered_at_ms: number;
}

interface Intents {
  readonly id: string;
  readonly terminal: string;
  readonly token: string;
  readonly hash: string;
  readonly order_reference: string;
  readonly amount: number;
  readonly currency: string;
  readonly policy_digest: string;
  readonly processor_key: string;
  readonly issued_at_s: number;
  readonly expires_at_s: number;
  readonly state: string;
  readonly evidence_hash: string | null;
  readonly evidence_answer: string | null;
  readonly assurance: string | null;
  readonly liveness: string | null;
  readonly pack_digest: string | null;
  readonly payer: string | null;
  readonly candidate: string | null;
  readonly instrument: string | null;
  readonly authorization: string | null;
}

interface Payers {
  readonly id: string;
  readonly account: string | null;
  readonly masked_name: string | null;
  readonly pseudonym: string | null;
  /** JSON array. */
  readonly scopes: string;
  readonly created_at_ms: number;
  readonly withdrawn_at_ms: number | null;
  readonly templates_deleted: number;
  readonly deletion_receipt: string | null;
}

interface Consents {
  readonly id: string;
  readonly payer: string;
  readonly receipt: string;
  readonly given_at_ms: number;
  readonly withdrawn_at_ms: number | null;
}

interface Templates {
  readonly id: string;
  readonly payer: string;
  readonly scope: string;
  readonly space: string;
  readonly version: number;
  readonly consent: string;
  readonly pack_digest: string;
  readonly sealed: Uint8Array;
  readonly created_at_ms: number;
}

interface Instruments {
  readonly id: string;
  readonly payer: string;
  readonly processor_token: string;
  readonly label: string;
  readonly created_at_ms: number;
}

interface Ledger {
  readonly seq: number;
  readonly at_ms: number;
  readonly event: string;
  readonly subject: string;
  readonly terminal: string | null;
  readonly payer: string | null;
  readonly amount: number | null;
  readonly currency: string | null;
  readonly detail: string | null;
  readonly prev_hash: string;
  readonly hash: string;
}

interface UsedTokens {
  readonly kind: string;
  readonly signer: string;
  readonly jti: string;
  readonly digest: string;
  readonly expires_at_s: number;
}

interface Idempotency {
  readonly terminal: string;
  readonly key: string;
  readonly request_digest: string;
  readonly answer: string;
  readonly expires_at_ms: number;
}

interface Settings {
  readonly name: string;
  readonly value: string;
}

/** The whole database. */
export interface Tables {
  readonly activation_codes: ActivationCodes;
  readonly terminals: Terminals;
  readonly intents: Intents;
  readonly payers: Payers;
  readonly consents: Consents;
  readonly templates: Templates;
  readonly instruments: Instruments;
  readonly ledger: Ledger;
  readonly used_tokens: UsedTokens;
  readonly idempotency: Idempotency;
  readonly settings: Settings;
}

/** The first shape of the database. Once released, a migration is never edited. */
export const initial = `
CREATE TABLE activation_codes (
  code_hash TEXT PRIMARY KEY,
  payee_id TEXT NOT NULL,
  payee_name TEXT NOT NULL,
  scope TEXT NOT NULL,
  assurance_ceiling TEXT NOT NULL,
  expires_at_ms INTEGER NOT NULL,
  used_at_ms INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE terminals (
  id TEXT PRIMARY KEY,
  public_key TEXT NOT NULL,
  thumbprint TEXT NOT NULL,
  payee_id TEXT NOT NULL,
  payee_name TEXT NOT NULL,
  scope TEXT NOT NULL,
  assurance_ceiling TEXT NOT NULL,
  camera_simulated INTEGER NOT NULL CHECK (camera_simulated IN (0, 1)),
  registered_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE payers (
  id TEXT PRIMARY KEY,
  account TEXT,
  masked_name TEXT,
  pseudonym TEXT,
  scopes TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  withdrawn_at_ms INTEGER,
  templates_deleted INTEGER NOT NULL,
  deletion_receipt TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX payers_account ON payers (account) WHERE account IS NOT NULL;

CREATE TABLE consents (
  id TEXT PRIMARY KEY,
  payer TEXT NOT NULL REFERENCES payers (id),
  receipt TEXT NOT NULL,
  given_at_ms INTEGER NOT NULL,
  withdrawn_at_ms INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX consents_payer ON consents (payer);

CREATE TABLE templates (
  id TEXT PRIMARY KEY,
  payer TEXT NOT NULL REFERENCES payers (id),
  scope TEXT NOT NULL,
  space TEXT NOT NULL,
  version INTEGER NOT NULL,
  consent TEXT NOT NULL REFERENCES consents (id),
  pack_digest TEXT NOT NULL,
  sealed BLOB NOT NULL,
  created_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX templates_gallery ON templates (scope, space);
CREATE INDEX templates_payer ON templates (payer);

CREATE TABLE instruments (
  id TEXT PRIMARY KEY,
  payer TEXT NOT NULL REFERENCES payers (id),
  processor_token TEXT NOT NULL,
  label TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX instruments_payer ON instruments (payer);

CREATE TABLE intents (
  id TEXT PRIMARY KEY,
  terminal TEXT NOT NULL REFERENCES terminals (id),
  token TEXT NOT NULL,
  hash TEXT NOT NULL,
  order_reference TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  currency TEXT NOT NULL,
  policy_digest TEXT NOT NULL,
  processor_key TEXT NOT NULL UNIQUE,
  issued_at_s INTEGER NOT NULL,
  expires_at_s INTEGER NOT NULL,
  state TEXT NOT NULL,
  evidence_hash TEXT,
  evidence_answer TEXT,
  assurance TEXT,
  liveness TEXT,
  pack_digest TEXT,
  payer TEXT REFERENCES payers (id),
  candidate TEXT,
  instrument TEXT,
  authorization TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger (
  seq INTEGER PRIMARY KEY,
  at_ms INTEGER NOT NULL,
  event TEXT NOT NULL,
  subject TEXT NOT NULL,
  terminal TEXT,
  payer TEXT,
  amount INTEGER,
  currency TEXT,
  detail TEXT,
  prev_hash TEXT NOT NULL UNIQUE,
  hash TEXT NOT NULL UNIQUE
) STRICT;
CREATE TRIGGER ledger_is_never_changed BEFORE UPDATE ON ledger
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_is_never_cut BEFORE DELETE ON ledger
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

CREATE TABLE used_tokens (
  kind TEXT NOT NULL,
  signer TEXT NOT NULL,
  jti TEXT NOT NULL,
  digest TEXT NOT NULL,
  expires_at_s INTEGER NOT NULL,
  PRIMARY KEY (kind, signer, jti)
) STRICT, WITHOUT ROWID;
CREATE INDEX used_tokens_expiry ON used_tokens (expires_at_s);

CREATE TABLE idempotency (
  terminal TEXT NOT NULL REFERENCES terminals (id),
  key TEXT NOT NULL,
  request_digest TEXT NOT NULL,
  answer TEXT NOT NULL,
  expires_at_ms INTEGER NOT NULL,
  PRIMARY KEY (terminal, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_expiry ON idempotency (expires_at_ms);

CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;

import type {
  ActivationCodeRecord,
  ConsentRecord,
  InstrumentRecord,
  IntentRecord,
  PayerRecord,
  TemplateRecord,
  TerminalRecord,
} from "../store/records.js";

/** Records for the conformance suite: valid, and plainly made up. */

const T0 = 1_750_000_000_000;

export const activationCode = (change: Partial<ActivationCodeRecord> = {}) => ({
  codeHash: "a".repeat(64),
  payee: { id: "payee-1", name: "Café Søstrene" },
  scope: "shop",
  assuranceCeiling: "low" as const,
  expiresAtMs: T0 + 1_000,
  ...change,
});

export const terminal = (change: Partial<TerminalRecord> = {}): TerminalRecord => ({
  id: "terminal-1",
  publicKey: { kty: "EC", crv: "P-256", x: "x".repeat(43), y: "y".repeat(43) },
  thumbprint: "t".repeat(43),
  payee: { id: "payee-1", name: "Café Søstrene" },
  scope: "shop",
  assuranceCeiling: "low",
  cameraSimulated: true,
  registeredAtMs: T0,
  ...change,
});

export const payer = (change: Partial<PayerRecord> = {}): PayerRecord => ({
  id: "payer-1",
  account: "account-1",
  maskedName: "M•• L••",
  pseudonym: "pseudonym-1",
  scopes: ["shop", "canteen"],
  createdAtMs: T0,
  withdrawnAtMs: null,
  templatesDeleted: 0,
  deletionReceipt: null,
  ...change,
});

export const consent = (change: Partial<ConsentRecord> = {}): ConsentRecord => ({
  id: "consent-1",
  payer: "payer-1",
  receipt: "a.b.c",
  givenAtMs: T0,
  withdrawnAtMs: null,
  ...change,
});

export const template = (change: Partial<TemplateRecord> = {}): TemplateRecord => ({
  id: "template-1",
  payer: "payer-1",
  scope: "shop",
  space: "space-a",
  version: 1,
  consent: "consent-1",
  packDigest: "b".repeat(64),
  sealed: new Uint8Array([0, 1, 2, 254, 255]),
  createdAtMs: T0,
  ...change,
});

export const instrument = (change: Partial<InstrumentRecord> = {}): InstrumentRecord => ({
  id: "instrument-1",
  payer: "payer-1",
  processorToken: "tok_1",
  label: "Visa •• 42",
  createdAtMs: T0,
  ...change,
});

export const intent = (change: Partial<IntentRecord> = {}): IntentRecord => ({
  id: "intent-1",
  terminal: "terminal-1",
  token: "h.p.s",
  hash: "c".repeat(43),
  order: "1234",
  amount: Number.MAX_SAFE_INTEGER,
  currency: "EUR",
  policyDigest: "d".repeat(43),
  processorKey: "key-1",
  issuedAtS: T0 / 1000,
  expiresAtS: T0 / 1000 + 300,
  state: "created",
  evidenceHash: null,
  evidenceAnswer: null,
  assurance: null,
  liveness: null,
  packDigest: null,
  payer: null,
  candidate: null,
  instrument: null,
  authorization: null,
  ...change,
});

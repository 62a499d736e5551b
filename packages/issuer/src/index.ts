// The public names of the issuer.

export type {
  ActivationOptions,
  EnrolmentOptions,
  IssuerAdmin,
  PayerSummary,
} from "./admin/admin.js";
export { createIssuer, type Issuer, type IssuerOptions } from "./issuer.js";
export type { LedgerVerdict } from "./ledger/ledger.js";
export type { LedgerEntry, LedgerEvent, LedgerRow } from "./ledger/ledger-row.js";
export type { AcceptedPack } from "./matching/accepted-pack.js";
export { maskName } from "./payer/mask-name.js";
export { type IssuerPolicy, LIVE_POLICY, policyDigest, TEST_POLICY } from "./policy/policy.js";
export type {
  ChargeRequest,
  ChargeResult,
  ChargeStanding,
  PaymentProcessor,
  ProcessorCallOptions,
} from "./processors/payment-processor.js";
export type {
  IntentVerbs,
  IssuerStore,
  LedgerVerbs,
  PayerVerbs,
  RememberVerbs,
  StoreTransaction,
  TemplateVerbs,
  TerminalVerbs,
} from "./store/issuer-store.js";
export type * from "./store/records.js";
export { loadOrCreateKek } from "./vault/kek.js";
export { openVault, type VaultOptions } from "./vault/open-vault.js";
export type { TemplateBinding, TemplateVault } from "./vault/template-vault.js";

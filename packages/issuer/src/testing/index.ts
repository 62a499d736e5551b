export { issuerStoreConformance } from "./issuer-store-conformance.js";
export { createMemoryVault } from "./memory-vault.js";
export { paymentProcessorConformance } from "./payment-processor-conformance.js";
export { templateVaultConformance } from "./template-vault-conformance.js";

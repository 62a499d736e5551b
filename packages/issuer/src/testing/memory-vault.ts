import { randomBytes } from "node:crypto";
import { createMemorySecretStore } from "@sourire/core/testing";
import { openVault } from "../vault/open-vault.js";
import type { TemplateVault } from "../vault/template-vault.js";

/** A vault for tests: really seals, but its keys live in memory and die with the process. */
export function createMemoryVault(): Promise<TemplateVault> {
  return openVault({ secrets: createMemorySecretStore(), kek: randomBytes(32) });
}

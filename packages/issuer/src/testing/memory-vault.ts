import { randomBytes } from "node:crypto";
import { SourireError } from "@sourire/core";
import { aadOf, openBytes, sealBytes } from "../vault/aead.js";
import type { TemplateVault } from "../vault/template-vault.js";

/** A vault for tests: really seals, but its data keys live in memory and die with the process. */
export function createMemoryVault(): TemplateVault {
  const keys = new Map<string, Uint8Array>();
  return {
    async seal(binding, template) {
      const key = keys.get(binding.payer) ?? new Uint8Array(randomBytes(32));
      keys.set(binding.payer, key);
      return sealBytes(key, template, aadOf(binding));
    },
    async open(binding, sealed) {
      const key = keys.get(binding.payer);
      if (!key) throw new SourireError("TEMPLATE_UNREADABLE", "the data key is gone");
      return openBytes(key, sealed, aadOf(binding));
    },
    async destroy(payer) {
      keys.get(payer)?.fill(0);
      keys.delete(payer);
    },
  };
}

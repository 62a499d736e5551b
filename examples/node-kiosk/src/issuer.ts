// The deciding side: what a bank, wallet or campus runs. Here in the same process, in test mode.
import type { ModelPack } from "@sourire/core";
import { createMemoryKeyStore, createMemorySecretStore } from "@sourire/core/testing";
import { createIssuer, type Issuer, loadOrCreateKek, openVault } from "@sourire/issuer";
import { createSimulatedProcessor } from "@sourire/issuer/processors/simulated";
import { openSqliteStore } from "@sourire/issuer/sqlite";

/** Where its tokens say that they come from. */
export const ISSUER_URL = "http://127.0.0.1:8080";

/** An issuer that forgets everything when the program ends; files and folders take the same places. */
export async function openIssuer({ manifest, digest }: ModelPack): Promise<Issuer> {
  const { embedding, operatingPoints, paymentGrade } = manifest;
  return createIssuer({
    publicUrl: ISSUER_URL,
    livemode: false,
    store: await openSqliteStore({ file: ":memory:" }),
    keys: createMemoryKeyStore(),
    vault: await openVault({
      secrets: createMemorySecretStore(),
      kek: await loadOrCreateKek(createMemorySecretStore()),
    }),
    processor: createSimulatedProcessor(),
    packs: [{ digest, ...embedding, operatingPoints, paymentGrade }],
  });
}

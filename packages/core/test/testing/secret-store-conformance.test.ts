import { createMemorySecretStore, secretStoreConformance } from "@sourire/core/testing";
import { describe, expect, it } from "vitest";

describe("createMemorySecretStore is a SecretStore", () => {
  const make = async () => createMemorySecretStore();
  it.each(secretStoreConformance)("$name", ({ run }) => run(make, expect));
});

describe("secretStoreConformance notices", () => {
  const good = createMemorySecretStore;
  const broken: readonly (readonly [string, () => ReturnType<typeof good>, string])[] = [
    [
      "a store that replaces",
      () => {
        const store = good();
        return {
          ...store,
          create: async (name, secret) => {
            await store.destroy(name);
            return store.create(name, secret);
          },
        };
      },
      "never replaces a secret",
    ],
    [
      "a store that only pretends to destroy",
      () => ({ ...good(), destroy: async () => {} }),
      "destroys one secret and no other, twice without a fault, and frees its name",
    ],
    [
      "a store that tells every caller it won",
      () => {
        const store = good();
        return { ...store, create: async (...args) => (await store.create(...args)) || true };
      },
      "lets one of several calls at once win",
    ],
  ];
  it.each(broken)("%s", async (_, make, name) => {
    const found = secretStoreConformance.find((one) => one.name === name);
    if (!found) throw new Error(`no case is called: ${name}`);
    await expect(found.run(async () => make(), expect)).rejects.toThrow();
  });
});

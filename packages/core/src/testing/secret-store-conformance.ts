import { MAX_SECRET_BYTES, type SecretStore } from "../protocol/secret-store.js";
import type { ConformanceCase } from "./conformance-case.js";

const BAD_NAMES = [
  "",
  "A",
  "a_b",
  "a/b",
  "a\\b",
  "../a",
  ".a",
  "a.",
  "..",
  "a b",
  "a\0",
  "a\n",
  "ä",
];

/** What every {@link SecretStore} must do. */
export const secretStoreConformance: readonly ConformanceCase<SecretStore>[] = [
  {
    name: "gives back every byte, and nothing for a name without a secret",
    async run(make, expect) {
      const store = await make();
      expect(await store.read("a.key")).toBe(undefined);
      const secret = Uint8Array.from({ length: 256 }, (_, i) => 255 - i);
      expect(await store.create("a.key", secret)).toBe(true);
      expect(bytes(await store.read("a.key"))).toEqual([...secret]);
      expect(await store.read("a-key")).toBe(undefined);
    },
  },
  {
    name: "never replaces a secret",
    async run(make, expect) {
      const store = await make();
      expect(await store.create("a", Uint8Array.of(1))).toBe(true);
      expect(await store.create("a", Uint8Array.of(2))).toBe(false);
      expect(bytes(await store.read("a"))).toEqual([1]);
    },
  },
  {
    name: "lets one of several calls at once win",
    async run(make, expect) {
      const store = await make();
      const values = Array.from({ length: 8 }, (_, i) => i);
      const won = await Promise.all(values.map((i) => store.create("a", Uint8Array.of(i, i))));
      expect(won.filter(Boolean).length).toBe(1);
      const winner = won.indexOf(true);
      expect(bytes(await store.read("a"))).toEqual([winner, winner]);
    },
  },
  {
    name: "destroys one secret and no other, twice without a fault, and frees its name",
    async run(make, expect) {
      const store = await make();
      await store.destroy("a");
      await store.create("a", Uint8Array.of(1));
      await store.create("b", Uint8Array.of(2));
      await Promise.all([store.destroy("a"), store.destroy("a")]);
      await store.destroy("a");
      expect(await store.read("a")).toBe(undefined);
      expect(bytes(await store.read("b"))).toEqual([2]);
      expect(await store.create("a", Uint8Array.of(3))).toBe(true);
      expect(bytes(await store.read("a"))).toEqual([3]);
    },
  },
  {
    name: "shares its bytes with nobody",
    async run(make, expect) {
      const store = await make();
      const given = Uint8Array.of(1, 2);
      await store.create("a", given);
      given.fill(0);
      (await store.read("a"))?.fill(0);
      expect(bytes(await store.read("a"))).toEqual([1, 2]);
    },
  },
  {
    name: "takes secrets of 1 to 4096 bytes",
    async run(make, expect) {
      const store = await make();
      for (const size of [0, MAX_SECRET_BYTES + 1]) {
        expect(await refusal(store.create("a", new Uint8Array(size))), `${size}`).toBe(
          "RangeError",
        );
      }
      expect(await store.read("a")).toBe(undefined);
      expect(await store.create("a", new Uint8Array(1))).toBe(true);
      expect(await store.create("b", new Uint8Array(MAX_SECRET_BYTES).fill(7))).toBe(true);
      expect((await store.read("b"))?.length).toBe(MAX_SECRET_BYTES);
    },
  },
  {
    name: "refuses names that could lead elsewhere, and takes long ones",
    async run(make, expect) {
      const store = await make();
      for (const name of [...BAD_NAMES, "a".repeat(101)]) {
        expect(await refusal(store.read(name)), name).toBe("RangeError");
        expect(await refusal(store.create(name, Uint8Array.of(1))), name).toBe("RangeError");
        expect(await refusal(store.destroy(name)), name).toBe("RangeError");
      }
      for (const name of ["-", "0", "a..b", "a".repeat(100)]) {
        expect(await store.create(name, Uint8Array.of(1)), name).toBe(true);
        expect(bytes(await store.read(name)), name).toEqual([1]);
      }
    },
  },
];

/** A plain array, because a store may answer with a subclass such as Buffer. */
function bytes(secret: Uint8Array | undefined): number[] | undefined {
  return secret && [...secret];
}

async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "nothing";
  } catch (error) {
    return error instanceof Error ? error.name : "not an error";
  }
}

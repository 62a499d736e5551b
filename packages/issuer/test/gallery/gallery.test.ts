import { toEmbedding } from "@sourire/core";
import type { IssuerStore, StoreTransaction, TemplateRecord } from "@sourire/issuer";
import { createMemoryVault } from "@sourire/issuer/testing";
import { describe, expect, it } from "vitest";
import { createGallery } from "../../src/gallery/gallery.js";
import { TEMPLATE_VERSION, vectorToBytes } from "../../src/gallery/template-bytes.js";
import { codeOf } from "../../src/testing/codes.js";
import { again, face, PACK } from "../kit.js";

const { space, digest: packDigest } = PACK;

/** A store whose templates can be counted, changed and made to come late. */
async function createShelf() {
  const vault = await createMemoryVault();
  const records: TemplateRecord[] = [];
  const state = { reads: 0, delayMs: 0 };
  const tx = {
    async templatesOf(scope: string) {
      state.reads++;
      const found = records.filter((record) => record.scope === scope);
      await new Promise((resolve) => setTimeout(resolve, state.delayMs));
      return found;
    },
  } as Partial<StoreTransaction> as StoreTransaction;
  const store: IssuerStore = {
    transaction: (work) => work(tx),
    purge: async () => {},
    [Symbol.asyncDispose]: async () => {},
  };
  const keep = async (payer: string, vector: Float32Array): Promise<TemplateRecord> => {
    const binding = { payer, scope: "shop", space, version: TEMPLATE_VERSION };
    const sealed = await vault.seal(binding, vectorToBytes(vector));
    const id = `t-${records.length}`;
    const record = { ...binding, id, consent: "c", packDigest, sealed, createdAtMs: 0 };
    records.push(record);
    return record;
  };
  const gallery = createGallery(store, vault);
  const find = (vector: Float32Array) =>
    gallery.find("shop", PACK, toEmbedding(vector.slice(), space), 1e-3);
  return { gallery, vault, records, state, keep, find };
}

describe("createGallery", () => {
  it("opens the templates once, however many ask at once", async () => {
    const shelf = await createShelf();
    await shelf.keep("maya", face(1));
    shelf.state.delayMs = 5;
    const answers = await Promise.all([1, 2, 3].map((seed) => shelf.find(again(face(1), seed))));
    expect(answers).toEqual(Array(3).fill({ status: "match", payer: "maya" }));
    expect(shelf.state.reads).toBe(1);
  });

  it("takes a template in once, whether it came before, while or after loading", async () => {
    const shelf = await createShelf();
    shelf.state.delayMs = 5;
    const loading = shelf.find(face(1));
    const record = await shelf.keep("maya", face(1));
    await shelf.gallery.add(record, face(1));
    await shelf.gallery.add(record, face(1));
    expect(await loading).toEqual({ status: "no-match" });
    expect(await shelf.find(face(1))).toEqual({ status: "match", payer: "maya" });
    // one template at FMR 1e-3 keeps the budget of 1e-3; two would need the stricter threshold
    const far = again(again(face(1), 7), 8);
    expect((await shelf.find(far)).status).toBe("match");
  });

  it("forgets a payer, also one that is just being loaded", async () => {
    const shelf = await createShelf();
    await shelf.keep("maya", face(1));
    shelf.state.delayMs = 5;
    const loading = shelf.find(face(1));
    await shelf.gallery.remove("maya");
    expect((await loading).status).toBe("match");
    expect(await shelf.find(face(1))).toEqual({ status: "no-match" });
  });

  it("forgets everybody and loads again when it is asked again", async () => {
    const shelf = await createShelf();
    await shelf.keep("maya", face(1));
    await shelf.find(face(1));
    await shelf.gallery.clear();
    expect((await shelf.find(face(1))).status).toBe("match");
    expect(shelf.state.reads).toBe(2);
  });

  it("identifies nobody while one template does not open", async () => {
    const shelf = await createShelf();
    await shelf.keep("maya", face(1));
    const bad = await shelf.keep("nora", face(2));
    bad.sealed[20] = (bad.sealed[20] ?? 0) ^ 1;
    expect(await codeOf(() => shelf.find(face(1)))).toBe("TEMPLATE_UNREADABLE");
    bad.sealed[20] = (bad.sealed[20] ?? 0) ^ 1;
    expect((await shelf.find(face(1))).status).toBe("match");
  });
});

import {
  cheapestHint,
  createExactSearch,
  type Embedding,
  identify,
  selectOperatingPoint,
  type TemplateSearch,
  toEmbedding,
} from "@sourire/core";
import type { AcceptedPack } from "../matching/accepted-pack.js";
import { createQueues } from "../queues.js";
import type { IssuerStore } from "../store/issuer-store.js";
import type { TemplateRecord } from "../store/records.js";
import type { TemplateVault } from "../vault/template-vault.js";
import { bytesToVector } from "./template-bytes.js";

/** Whose face it is: a decision, without a score. */
export type GalleryAnswer =
  | { readonly status: "match"; readonly payer: string }
  | { readonly status: "no-match" }
  | { readonly status: "ambiguous" }
  | { readonly status: "hint-needed"; readonly hint: "phone-2" | "phone-4" | "card" };

/** Opened templates in memory, one exact search a scope and space. */
export interface Gallery {
  /**
   * Looks for a payer. The first call for a scope and space opens all its templates.
   * @throws {SourireError} `TEMPLATE_UNREADABLE` when one of them does not open: without it the margin
   *   to the next payer means nothing, so nobody is identified
   */
  find(
    scope: string,
    pack: AcceptedPack,
    probe: Embedding,
    fpirBudget: number,
  ): Promise<GalleryAnswer>;
  /** Takes in a template that the store has kept. */
  add(template: Omit<TemplateRecord, "sealed">, vector: Float32Array): Promise<void>;
  /** Forgets a payer and overwrites their vectors. */
  remove(payer: string): Promise<void>;
  /** Forgets everybody. */
  clear(): Promise<void>;
}

interface Shelf {
  readonly search: TemplateSearch;
  /** Templates and whose they are: one that was read at loading is not added again. */
  readonly held: Map<string, string>;
}

/** Makes the gallery over a store and the vault that opens its templates. */
export function createGallery(store: IssuerStore, vault: TemplateVault): Gallery {
  const shelves = new Map<string, Shelf>();
  const asked = new Set<string>();
  const queues = createQueues();

  async function load(scope: string, pack: AcceptedPack): Promise<Shelf> {
    const key = keyOf(scope, pack.space);
    const loaded = shelves.get(key);
    if (loaded) return loaded;
    const shelf: Shelf = { search: createExactSearch(pack.dimensions), held: new Map() };
    const templates = await store.transaction((tx) => tx.templatesOf(scope, pack.space));
    try {
      for (const template of templates) {
        const bytes = await vault.open(template, template.sealed);
        hold(shelf, template, bytesToVector(bytes));
        bytes.fill(0);
      }
    } catch (error) {
      empty(shelf);
      throw error;
    }
    shelves.set(key, shelf);
    return shelf;
  }
  /** In each shelf's own queue, so that one that is just being loaded is changed after that. */
  const everywhere = async (change: (shelf: Shelf, key: string) => void): Promise<void> => {
    const changes = [...asked].map((key) =>
      queues.run(key, async () => {
        const shelf = shelves.get(key);
        if (shelf) change(shelf, key);
      }),
    );
    await Promise.all(changes);
  };
  return {
    async find(scope, pack, probe, fpirBudget) {
      const key = keyOf(scope, pack.space);
      asked.add(key);
      const { search } = await queues.run(key, () => load(scope, pack));
      return decide(search, pack, probe, fpirBudget);
    },
    add: (template, vector) => {
      const key = keyOf(template.scope, template.space);
      return queues.run(key, async () => {
        const shelf = shelves.get(key);
        if (shelf && !shelf.held.has(template.id)) hold(shelf, template, vector);
      });
    },
    remove: (payer) => everywhere((shelf) => drop(shelf, payer)),
    clear: () =>
      everywhere((shelf, key) => {
        empty(shelf);
        shelves.delete(key);
      }),
  };
}

const keyOf = (scope: string, space: string): string => JSON.stringify([scope, space]);

function hold(shelf: Shelf, template: Omit<TemplateRecord, "sealed">, vector: Float32Array): void {
  shelf.search.add(template.payer, toEmbedding(vector, template.space));
  shelf.held.set(template.id, template.payer);
  vector.fill(0); // the search keeps its own copy
}

function empty(shelf: Shelf): void {
  for (const payer of new Set(shelf.held.values())) drop(shelf, payer);
}

function drop(shelf: Shelf, payer: string): void {
  shelf.search.remove(payer);
  for (const [id, holder] of shelf.held) if (holder === payer) shelf.held.delete(id);
}

function decide(
  search: TemplateSearch,
  pack: AcceptedPack,
  probe: Embedding,
  fpirBudget: number,
): GalleryAnswer {
  if (search.size === 0) return { status: "no-match" };
  const pair = selectOperatingPoint(pack.operatingPoints, search.size, fpirBudget);
  if (pair) return identify(search.top2(probe), pair);
  // Digits of a phone number spread payers evenly over 100 or 10,000 groups; whoever takes the hint
  // decides again on the size of the real group. A card leaves one payer to compare with.
  const groups = {
    "phone-2": Math.ceil(search.size / 100),
    "phone-4": Math.ceil(search.size / 10_000),
  };
  const hint = cheapestHint(pack.operatingPoints, groups, fpirBudget);
  return {
    status: "hint-needed",
    hint: hint === "phone-2" || hint === "phone-4" ? hint : "card",
  };
}

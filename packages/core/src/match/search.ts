import type { Embedding } from "../kernel/embedding.js";

/** Looks for the payers whose templates are most alike. Exact: never an approximate index. */
export interface TemplateSearch {
  /** Templates held, the N of 1:N. */
  readonly size: number;
  /** Adds a template; a payer may have several. @throws {RangeError} on another length */
  add(payer: string, template: Embedding): void;
  /** Forgets every template of a payer and overwrites it. */
  remove(payer: string): void;
  /** The two most similar **distinct** payers, best first; fewer where there are fewer. */
  top2(probe: Embedding): readonly SearchHit[];
}

/** A payer and how alike; never leaves the issuer. */
export interface SearchHit {
  /** The payer's id. */
  readonly payer: string;
  /** Cosine similarity, -1..1. */
  readonly similarity: number;
}

import type { Embedding } from "../kernel/embedding.js";
import type { SearchHit, TemplateSearch } from "./search.js";

/**
 * An exact scan in memory: every probe is compared with every template.
 * Cost grows with templates x dimensions; memory is 4 bytes a dimension.
 * @param dimensions - length of every template and probe, >= 1
 */
export function createExactSearch(dimensions: number): TemplateSearch {
  if (!Number.isSafeInteger(dimensions) || dimensions < 1) {
    throw new RangeError(`dimensions: ${dimensions}`);
  }
  const rows = new Matrix(dimensions);
  return {
    get size() {
      return rows.payers.length;
    },
    add: (payer, template) => rows.add(payer, template),
    remove: (payer) => rows.remove(payer),
    top2: (probe) => rows.top2(probe),
  };
}

/** Rows side by side in one buffer that doubles when it is full. */
class Matrix {
  readonly payers: string[] = [];
  readonly #dimensions: number;
  #values: Float32Array;

  constructor(dimensions: number) {
    this.#dimensions = dimensions;
    this.#values = new Float32Array(dimensions * 16);
  }

  add(payer: string, template: Embedding): void {
    this.#check(template);
    const at = this.payers.length * this.#dimensions;
    if (at === this.#values.length) this.#grow();
    this.#values.set(template, at);
    this.payers.push(payer);
  }

  /** The last row takes the place of a removed one; what is left behind is overwritten. */
  remove(payer: string): void {
    for (let row = this.payers.length - 1; row >= 0; row--) {
      if (this.payers[row] !== payer) continue;
      const last = this.payers.length - 1;
      const d = this.#dimensions;
      this.#values.copyWithin(row * d, last * d, (last + 1) * d);
      this.#values.fill(0, last * d, (last + 1) * d);
      this.payers[row] = this.payers[last] as string;
      this.payers.length = last;
    }
  }

  top2(probe: Embedding): readonly SearchHit[] {
    this.#check(probe);
    let first: SearchHit | undefined;
    let second: SearchHit | undefined;
    for (let row = 0; row < this.payers.length; row++) {
      const payer = this.payers[row] as string;
      const similarity = this.#dot(row * this.#dimensions, probe);
      if (first === undefined || similarity > first.similarity) {
        // a payer's second template never counts as the runner-up of the first
        if (first && first.payer !== payer) second = first;
        first = { payer, similarity };
      } else if (payer !== first.payer && similarity > (second?.similarity ?? -Infinity)) {
        second = { payer, similarity };
      }
    }
    return [first, second].filter((hit) => hit !== undefined);
  }

  #dot(at: number, probe: Float32Array): number {
    const values = this.#values;
    let sum = 0;
    for (let i = 0; i < probe.length; i++) {
      sum += (values[at + i] as number) * (probe[i] as number);
    }
    return sum;
  }

  #grow(): void {
    const larger = new Float32Array(this.#values.length * 2);
    larger.set(this.#values);
    this.#values.fill(0);
    this.#values = larger;
  }

  #check(vector: Float32Array): void {
    if (vector.length !== this.#dimensions) {
      throw new RangeError(`${vector.length} dimensions where ${this.#dimensions} are held`);
    }
  }
}

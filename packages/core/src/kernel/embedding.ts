import type { Brand } from "./brand.js";

/** An L2-normalised face embedding. Only vectors of the same space may be compared. */
export type Embedding<Space extends string = string> = Brand<Float32Array, `Embedding:${Space}`>;

/**
 * Normalises a network's answer in place.
 * @param vector - shape `[d]`
 * @throws {RangeError} when it holds no numbers or is all zero
 */
export function toEmbedding<S extends string>(vector: Float32Array, _space: S): Embedding<S> {
  let sum = 0;
  for (const value of vector) sum += value * value;
  const norm = Math.sqrt(sum);
  if (!Number.isFinite(norm) || norm < 1e-12) throw new RangeError("not an embedding");
  for (let i = 0; i < vector.length; i++) vector[i] = (vector[i] as number) / norm;
  return vector as Embedding<S>;
}

/**
 * Holds an embedding so that printing or serialising it shows nothing.
 * @example using secret = new SecretEmbedding(vector, space); secret.reveal((v) => seal(v));
 */
export class SecretEmbedding<S extends string = string> implements Disposable {
  readonly #vector: Embedding<S>;
  /** Which network made it; names the set of vectors that it may be compared with. */
  readonly space: S;

  /** @param vector - wiped when this is disposed */
  constructor(vector: Embedding<S>, space: S) {
    this.#vector = vector;
    this.space = space;
  }

  /** The only way in; the vector must not outlive `use`. */
  reveal<T>(use: (vector: Embedding<S>) => T): T {
    return use(this.#vector);
  }

  /** What `JSON.stringify` shows. */
  toJSON(): string {
    return "[biometric]";
  }

  /** Overwrites the vector with zeros. */
  [Symbol.dispose](): void {
    this.#vector.fill(0);
  }
}

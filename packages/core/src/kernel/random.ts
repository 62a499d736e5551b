/** Randomness, injected so that tests and simulations are repeatable. */
export interface Random {
  /** @returns `length` random bytes */
  bytes(length: number): Uint8Array;
}

/** The platform's cryptographic generator. The only one that keys, nonces and ids may come from. */
export const systemRandom: Random = Object.freeze({
  bytes: (length: number) => globalThis.crypto.getRandomValues(new Uint8Array(length)),
});

/**
 * A repeatable stream of uniform numbers for simulation. Never for secrets.
 * @param seed - any 32-bit integer
 * @returns a function that answers the next number in [0, 1)
 * @see splitmix32 (Steele, Lea, Flood, OOPSLA 2014, in its 32-bit form)
 */
export function seededUniform(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let z = state ^ (state >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return ((z ^ (z >>> 15)) >>> 0) / 2 ** 32;
  };
}

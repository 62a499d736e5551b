/** One statement of a port's contract, free of any test runner, so that third parties can use it with theirs. */
export interface ConformanceCase<T> {
  /** What must hold. */
  readonly name: string;
  /**
   * Checks it on a fresh implementation.
   * @param make - makes one; the case disposes of it where the port is disposable
   * @param expect - the runner's own assertion function
   */
  run(make: () => Promise<T>, expect: ExpectLike): Promise<void>;
}

/**
 * The two assertions that a conformance case needs. `expect` of vitest fits; that of jest takes no message, so that
 * `(actual) => expect(actual)` does. `docs/guide/cameras.md` has the four lines for `node:assert`.
 */
export type ExpectLike = (
  actual: unknown,
  message?: string,
) => {
  /** Identity, as `Object.is`. */
  toBe(expected: unknown): void;
  /** Deep equality. */
  toEqual(expected: unknown): void;
};

/**
 * Runs `work` under the caller's signal and a deadline, whichever comes first. Not for the call that
 * confirms a payment: what was sent is settled by asking the issuer, never dropped by a timer.
 * @param budgetMs - time allowed for the work, ms
 * @throws the signal's own reason, or a `TimeoutError` DOMException after `budgetMs`
 * @example await withDeadline(20_000, signal, (signal) => capture({ signal }));
 */
export async function withDeadline<T>(
  budgetMs: number,
  caller: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const signal = AbortSignal.any([caller, AbortSignal.timeout(budgetMs)]);
  signal.throwIfAborted();
  const result = await work(signal);
  signal.throwIfAborted(); // work that ignored the signal must not win late
  return result;
}

/**
 * Waits.
 * @param ms - how long, ms
 * @throws the signal's own reason when it aborts
 */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, ms);
    signal.addEventListener("abort", stop, { once: true });
  });
}

/**
 * Frees what was opened, in reverse order, even when one of them fails.
 * @throws the first failure, after all were tried
 */
export async function disposeAll(items: readonly AsyncDisposable[]): Promise<void> {
  let failure: { readonly cause: unknown } | undefined;
  for (const item of [...items].reverse()) {
    try {
      await item[Symbol.asyncDispose]();
    } catch (cause) {
      failure ??= { cause };
    }
  }
  if (failure) throw failure.cause;
}

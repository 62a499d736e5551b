/** Runs work one after the other for each key; different keys do not wait for each other. */
export interface Queues {
  /** Waits for the key's earlier work, whatever became of it, then runs this. */
  run<T>(key: string, work: () => Promise<T>): Promise<T>;
}

/**
 * Makes queues within this process. They spare needless conflicts; what must hold whoever writes is
 * checked again inside a store transaction.
 */
export function createQueues(): Queues {
  const tails = new Map<string, Promise<unknown>>();
  return {
    run(key, work) {
      const result = (tails.get(key) ?? Promise.resolve()).then(work, work);
      const tail = result
        .catch(() => {}) // the caller of `work` sees it
        .finally(() => {
          if (tails.get(key) === tail) tails.delete(key);
        });
      tails.set(key, tail);
      return result;
    },
  };
}

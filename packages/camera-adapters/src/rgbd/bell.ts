/** Wakes everybody who waits for a change. */
export interface Bell {
  /** Resolves at the next ring. */
  wait(): Promise<void>;
  /** Wakes all that wait now. */
  ring(): void;
}

/** A bell that nobody waits for. */
export function createBell(): Bell {
  let waiting: (() => void)[] = [];
  return {
    wait: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
      }),
    ring() {
      const woken = waiting;
      waiting = [];
      for (const wake of woken) wake();
    },
  };
}

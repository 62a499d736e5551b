/** A signal that is never aborted and counts who listens to it. */
export interface CountedSignal {
  /** To be handed out: a real `AbortSignal`, so that `AbortSignal.any` takes it. */
  readonly signal: AbortSignal;
  /** How many listeners to `abort` there are now. */
  listeners(): number;
}

/** Counts by looking at what is called on the signal; what a platform does inside itself is not seen. */
export function createCountedSignal(): CountedSignal {
  const { signal } = new AbortController();
  const listeners = new Set<unknown>();
  const add: AbortSignal["addEventListener"] = signal.addEventListener.bind(signal);
  const remove: AbortSignal["removeEventListener"] = signal.removeEventListener.bind(signal);
  const counting = {
    addEventListener(...args: Parameters<AbortSignal["addEventListener"]>): void {
      const [type, listener, options] = args;
      if (type === "abort" && listener) {
        listeners.add(listener);
        const until = typeof options === "object" ? options.signal : undefined;
        until?.addEventListener("abort", () => listeners.delete(listener), { once: true });
      }
      add(...args);
    },
    removeEventListener(...args: Parameters<AbortSignal["removeEventListener"]>): void {
      if (args[0] === "abort") listeners.delete(args[1]);
      remove(...args);
    },
  };
  return { signal: Object.assign(signal, counting), listeners: () => listeners.size };
}

/** Time, injected so that tests and replays own it. */
export interface Clock {
  /** Milliseconds since the Unix epoch. May jump when the system's clock is set. */
  now(): number;
  /** Milliseconds since an arbitrary start; never goes back. For durations. */
  monotonic(): number;
}

/** The machine's own clocks. */
export const systemClock: Clock = Object.freeze({
  now: () => Date.now(),
  monotonic: () => performance.now(),
});

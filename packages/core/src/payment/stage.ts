import type { Clock } from "../kernel/clock.js";

/** The stages of a payment, in their order. */
export type PaymentStage =
  | "intent"
  | "tap"
  | "capture"
  | "embed"
  | "match"
  | "confirm"
  | "authorize";

/** What a payment tells while it runs; no biometrics in it. */
export type PaymentProgress =
  | { readonly kind: "stage-started"; readonly stage: PaymentStage }
  | { readonly kind: "stage-ended"; readonly stage: PaymentStage; readonly ms: number }
  | {
      readonly kind: "frames";
      /** Frames looked at, usable or not. */
      readonly seen: number;
      /** Frames that could be used. */
      readonly usable: number;
      /** Median milliseconds a frame in each part of the pipeline. */
      readonly medianMs: Readonly<Record<string, number>>;
    };

/** Runs a stage and reports how long it took, also when it failed. */
export type StageMeter = <T>(stage: PaymentStage, work: () => Promise<T>) => Promise<T>;

/** Makes a meter that reports to `onProgress`. */
export function createStageMeter(
  clock: Clock,
  onProgress: (progress: PaymentProgress) => void,
): StageMeter {
  return async (stage, work) => {
    const startedMs = clock.monotonic();
    onProgress({ kind: "stage-started", stage });
    try {
      return await work();
    } finally {
      onProgress({ kind: "stage-ended", stage, ms: clock.monotonic() - startedMs });
    }
  };
}

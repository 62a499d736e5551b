import type { ContenderAbout, Look, Picture } from "../contenders/contender.js";

/** What the parent asks a contender's process; one question at a time. */
export type Question =
  | { readonly ask: "show"; readonly pictures: readonly Picture[] }
  | { readonly ask: "look"; readonly runs: number }
  | { readonly ask: "memory" };

/** What the process answers. */
export type Answer =
  | { readonly is: "ready"; readonly about: ContenderAbout; readonly loadMs: number }
  | { readonly is: "shown" }
  | { readonly is: "looks"; readonly looks: readonly Look[] }
  | { readonly is: "memory"; readonly memory: Memory }
  | { readonly is: "failed"; readonly message: string; readonly stack: string | undefined };

/** Memory of a process, bytes. */
export interface Memory {
  /** Resident now. */
  readonly rss: number;
  /** Resident at the most. */
  readonly peakRss: number;
}

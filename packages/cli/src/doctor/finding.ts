import { isSourireError } from "@sourire/core";

/** One thing that was looked at. */
export interface Finding {
  /** What. */
  readonly what: string;
  /** `note`: works, but read it. */
  readonly state: "fine" | "note" | "broken";
  /** What was found. */
  readonly detail: string;
  /** What to do, where something is. */
  readonly remedy?: string;
}

/** A finding without its name. */
export type Found = Omit<Finding, "what">;

/** Nothing to do. */
export function fine(detail: string): Found {
  return { state: "fine", detail };
}

/** Looks at one thing; what is thrown meanwhile is what was found. */
export async function examine(what: string, look: () => Promise<Found>): Promise<Finding> {
  try {
    return { what, ...(await look()) };
  } catch (error) {
    return { what, ...foundFault(error) };
  }
}

/** A fault as a finding. */
export function foundFault(error: unknown): Found {
  return {
    state: "broken",
    detail: error instanceof Error ? error.message : String(error),
    remedy: isSourireError(error)
      ? error.remedy
      : "This was not foreseen; please report it with the output of `sourire doctor --json`.",
  };
}

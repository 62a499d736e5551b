import { SourireError } from "@sourire/core";

/** What the recorded people agreed to. It stands in the recording, readable without its key. */
export interface RecordingConsent {
  /** Who agreed; better a number of your own list than a name. 1..200 characters. */
  readonly who: string;
  /** For what. 1..500 characters. */
  readonly purpose: string;
  /** Last moment at which the recording may be used, ISO 8601 (`"2030-01-31"` ends with that day, UTC). */
  readonly until: string;
}

const DAY_MS = 86_400_000;

/**
 * @param nowMs - since the epoch
 * @throws {SourireError} `RECORDING_CONSENT_MISSING` where it says too little or its time is over
 */
export function assertConsent(consent: Partial<RecordingConsent> | undefined, nowMs: number): void {
  const { who, purpose, until } = consent ?? {};
  if (!isText(who, 200)) throw missing("it does not say who agreed");
  if (!isText(purpose, 500)) throw missing("it does not say for what");
  const endMs = typeof until === "string" ? endOf(until) : Number.NaN;
  if (Number.isNaN(endMs)) throw missing("it does not say until when");
  if (endMs <= nowMs) throw missing("its time is over: delete the recording");
}

function endOf(until: string): number {
  if (!/^\d{4}-\d{2}-\d{2}/.test(until)) return Number.NaN;
  return Date.parse(until) + (until.length === 10 ? DAY_MS : 0);
}

function isText(value: unknown, longest: number): boolean {
  return typeof value === "string" && value.trim() !== "" && value.length <= longest;
}

function missing(why: string): SourireError {
  return new SourireError("RECORDING_CONSENT_MISSING", `no consent to this recording: ${why}`);
}

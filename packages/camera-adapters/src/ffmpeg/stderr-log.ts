import { type ErrorCode, SourireError } from "@sourire/core";
import { redact } from "./redact.js";
import { STDERR_FAULTS } from "./stderr-faults.data.js";

/** How many lines of trouble are kept. */
const KEPT = 60;
/** What ffmpeg says in normal life; a line without a level is one from before it reads its own options. */
const QUIET = /^\s*$|\[(?:info|verbose|debug|trace)\] /;

/** What ffmpeg said that matters. */
export interface StderrLog {
  /** Takes a part of its standard error as it comes; whole lines are handed to `onLine`. */
  push(text: string): void;
  /** What went wrong, by its words. @param fallback - the code where they say nothing that is known */
  fault(what: string, fallback: ErrorCode): SourireError;
  /** The last lines of trouble, as they are: for parsers, never for people. */
  lines(): readonly string[];
}

/**
 * @param onLine - gets every whole line, without its end
 * @param secrets - texts that no message may hold, longest first
 */
export function createStderrLog(
  onLine: (line: string) => void,
  secrets: readonly string[],
): StderrLog {
  const trouble: string[] = [];
  let rest = "";
  const lines = (): readonly string[] => [...trouble, rest].filter((line) => line !== "");
  return {
    push(text) {
      const lines = `${rest}${text}`.split(/\r?\n/);
      rest = (lines.pop() ?? "").slice(-10_000);
      for (const line of lines) {
        if (!QUIET.test(line)) trouble.push(line);
        if (trouble.length > KEPT) trouble.shift();
        onLine(line);
      }
    },
    lines,
    fault(what, fallback) {
      // an address may hold a number that looks like an answer of its server
      const safe = lines().map((line) => redact(line, secrets));
      for (const { says, code, message } of STDERR_FAULTS) {
        if (safe.some((line) => says.test(line)))
          return new SourireError(code, `${what}: ${message}`);
      }
      const last = safe.at(-1)?.replace(/^.*\[(?:warning|error|fatal|panic)\] /, "");
      return new SourireError(
        fallback,
        last ? `${what}: ffmpeg says "${last}"` : `${what}: it ended`,
      );
    },
  };
}

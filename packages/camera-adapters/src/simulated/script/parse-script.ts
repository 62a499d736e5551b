import { SourireError } from "@sourire/core";
import { VERBS, type Verb } from "./verbs.data.js";

/** What a payer does at one time. */
export interface Gesture {
  /** The word. */
  readonly name: string;
  /** What it means. */
  readonly verb: Verb;
  /** In the verb's unit, 0 or more. */
  readonly amount: number;
}

/** Gestures that begin and end together. */
export interface Step {
  /** At least one. */
  readonly gestures: readonly Gesture[];
  /** ms, > 0. */
  readonly durationMs: number;
  /** Whether the gestures are kept up until `neutral` or another gesture ends them. */
  readonly stays: boolean;
}

/** A performance, step by step. */
export interface Script {
  /** In order; none is a payer who rests. */
  readonly steps: readonly Step[];
  /** Sum of the steps, ms. */
  readonly durationMs: number;
}

/** Longest script, characters: a page. */
const MAX_CHARACTERS = 10_000;
/** Longest step, s: far longer than any payment. */
const MAX_SECONDS = 600;

/**
 * Reads a script: steps divided by commas or new lines, each with one or more gestures joined by `+`, an amount for
 * each (`20deg`, `80%`), a time (`0.8s`, `300ms`) and `stay`, in any order. What follows a `#` is a comment.
 *
 * @throws {SourireError} `SCRIPT_INVALID`, naming the step and, for an unknown verb, the nearest known one
 * @example parseScript("neutral 0.5s, smile 0.8s, turn-left 20deg + blink 1s");
 */
export function parseScript(text: string): Script {
  if (text.length > MAX_CHARACTERS) {
    throw new SourireError("SCRIPT_INVALID", `more than ${MAX_CHARACTERS} characters`);
  }
  const parts = text
    .split("\n")
    .map((line) => line.replace(/#.*/, ""))
    .join(",")
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const steps = parts.map((part, i) => parseStep(part, `step ${i + 1} ("${shown(part)}")`));
  return { steps, durationMs: steps.reduce((sum, { durationMs }) => sum + durationMs, 0) };
}

function parseStep(text: string, where: string): Step {
  let seconds: number | undefined;
  let stays = false;
  const gestures: Gesture[] = [];
  for (const clause of text.split("+")) {
    const words = clause.trim().split(/\s+/);
    const name = words[0] ?? "";
    const verb = verbOf(name, where);
    let amount: number | undefined;
    for (const word of words.slice(1)) {
      const value = Number.parseFloat(word);
      if (word === "stay") stays = true;
      else if (!/^\d+(\.\d+)?[a-z%]+$/.test(word)) fault(where, `"${shown(word)}" is no amount`);
      else if (word.endsWith("ms")) seconds = value / 1000;
      else if (/\ds$/.test(word)) seconds = value;
      else if (word.endsWith(verb.unit) && amount === undefined) amount = value;
      else fault(where, `${name} takes ${verb.unit} and s, not "${shown(word)}"`);
    }
    gestures.push({ name, verb, amount: inRange(name, verb, amount ?? verb.amount, where) });
  }
  seconds ??= Math.max(...gestures.map(({ verb }) => verb.seconds));
  if (!(seconds > 0 && seconds <= MAX_SECONDS)) fault(where, `a time of 0 to ${MAX_SECONDS} s`);
  return { gestures, durationMs: seconds * 1000, stays };
}

function inRange(name: string, { most, unit }: Verb, amount: number, where: string): number {
  if (!(amount <= most)) fault(where, `${name} goes up to ${most}${unit}`);
  return amount;
}

function verbOf(name: string, where: string): Verb {
  const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (verb) return verb;
  const names = Object.keys(VERBS);
  const nearest = names
    .map((known) => ({ known, distance: editDistance(name, known) }))
    .sort((p, q) => p.distance - q.distance)[0];
  const hint =
    nearest && nearest.distance <= Math.max(2, nearest.known.length / 2)
      ? `did you mean ${nearest.known}?`
      : `known are ${names.join(", ")}`;
  return fault(where, `unknown verb "${shown(name)}": ${hint}`);
}

function fault(where: string, what: string): never {
  throw new SourireError("SCRIPT_INVALID", `${where}: ${what}`);
}

function shown(text: string): string {
  const clean = text.replace(/\p{C}/gu, "?");
  return clean.length > 40 ? `${clean.slice(0, 40)}…` : clean;
}

/** Letters to insert, drop or replace (Levenshtein). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= Math.min(a.length, 40); i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}

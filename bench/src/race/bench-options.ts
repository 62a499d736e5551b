import { parseArgs } from "node:util";

/** What `npm run bench` was asked for. */
export interface BenchOptions {
  /** Print JSON and nothing else. */
  readonly json: boolean;
  /** Put the tables into docs/performance.md. */
  readonly write: boolean;
  /** Few runs: whether it works, not how fast it is. */
  readonly quick: boolean;
  /** Fail when a target is missed. */
  readonly check: boolean;
  /** Name or folder of the pack; `standard` unless told. */
  readonly pack: string | undefined;
  /** Folder to put a profile of each racer into. */
  readonly profile: string | undefined;
}

/** @throws {TypeError} for an option that is not known */
export function parseBenchOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: "boolean", default: false },
      write: { type: "boolean", default: false },
      quick: { type: "boolean", default: false },
      check: { type: "boolean", default: false },
      pack: { type: "string" },
      profile: { type: "string" },
    },
  });
  return { ...values, pack: values.pack, profile: values.profile };
}

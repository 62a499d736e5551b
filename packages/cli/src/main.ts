#!/usr/bin/env node
import { runCli } from "./program.js";

const stop = new AbortController();
for (const name of ["SIGINT", "SIGTERM"] as const) {
  process.once(name, () => stop.abort(new Error(`stopped by ${name}`)));
}
process.exitCode = await runCli(process.argv.slice(2), process, stop.signal);

// The race against the peers, and what a frame costs and why. See ../README.md.
//   SOURIRE_MODELS=DIR npm run bench -- [--json] [--write] [--quick] [--check] [--pack NAME] [--profile DIR]
import { endOnSignals } from "./children/child-process.js";
import { progress } from "./options.js";
import { parseBenchOptions } from "./race/bench-options.js";
import { measure } from "./race/measure.js";
import { writeDocument } from "./report/document.js";
import { benchJson } from "./report/json.js";
import { benchTables } from "./report/tables.js";
import { targetsOf } from "./report/targets.js";

endOnSignals();
try {
  const options = parseBenchOptions(process.argv.slice(2));
  const result = await measure(options);
  const targets = targetsOf(result);
  if (options.write) await writeDocument(result, targets);
  const text = options.json
    ? JSON.stringify(benchJson(result, targets), null, 2)
    : benchTables(result, targets).join("\n");
  process.stdout.write(`${text}\n`);
  if (options.check && targets.some(({ met }) => !met)) process.exitCode = 1;
} catch (cause) {
  progress(cause instanceof Error ? cause.message : String(cause));
  process.exitCode = 2;
}

// Both commands of the README start here: set up what is missing, then run.
//   npm run demo [-- --smoke]      npm test [-- PATTERN]      npm run sourire -- --help
import { spawn } from "node:child_process";
import { setUp } from "./setup.js";

const [what, ...rest] = process.argv.slice(2);
const startedMs = performance.now();
await setUp();
const setupMs = Math.round(performance.now() - startedMs);

/** The command line tool from its sources; tsx reads the aliases of tsconfig.base.json. */
const sourire = (...args) => ["--import", "tsx", "packages/cli/src/main.ts", ...args];
const vitest = ["node_modules/vitest/vitest.mjs", "run"];

const commands = {
  demo: () => sourire("demo", "--setup-ms", String(setupMs), ...rest),
  sourire: () => sourire(...rest),
  test: () => [...vitest, ...rest],
};
const command = commands[what];
if (!command) {
  process.stderr.write(
    `usage: node scripts/run.js ${Object.keys(commands).join("|")} [ARGUMENTS]\n`,
  );
  process.exit(2);
}
const child = spawn(process.execPath, command(), {
  stdio: "inherit",
  env: { ...process.env, TSX_TSCONFIG_PATH: "tsconfig.base.json" },
});
// Ctrl-C reaches the child through the terminal; this process only waits for its answer.
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 1)));

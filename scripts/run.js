// Both commands of the README start here: set up what is missing, then run.
//   npm run demo [-- --smoke]      npm test [-- PATTERN]      npm run sourire -- --help
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { setUp } from "./setup.js";
import { ensureTestParts } from "./system-parts.js";

const [what, ...rest] = process.argv.slice(2);
const startedMs = performance.now();
await setUp();
const setupMs = Math.round(performance.now() - startedMs);
if (what === "test") await ensureTestParts();

const root = fileURLToPath(new URL("..", import.meta.url));
/** The command line tool from its sources, in the folder where the user stands: paths are theirs. */
const sourire = (...args) => ({
  args: ["--import", import.meta.resolve("tsx"), `${root}packages/cli/src/main.ts`, ...args],
  cwd: process.env.INIT_CWD ?? root,
});
const commands = {
  demo: () => sourire("demo", "--setup-ms", String(setupMs), ...rest),
  sourire: () => sourire(...rest),
  test: () => ({ args: ["node_modules/vitest/vitest.mjs", "run", ...rest], cwd: root }),
};
const command = commands[what]?.();
if (!command) {
  process.stderr.write(
    `usage: node scripts/run.js ${Object.keys(commands).join("|")} [ARGUMENTS]\n`,
  );
  process.exit(2);
}
const child = spawn(process.execPath, command.args, {
  cwd: command.cwd,
  stdio: "inherit",
  // tsx reads the aliases of the packages' sources there
  env: { ...process.env, TSX_TSCONFIG_PATH: `${root}tsconfig.base.json` },
});
// Ctrl-C reaches the child through the terminal; this process only waits for its answer.
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 1)));

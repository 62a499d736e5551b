// Brings a fresh clone to where everything runs. Idempotent: when nothing changed it only looks.
// Everything it says goes to stderr, so that a command's own output stays clean.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { ensureSystemParts, ensureTestParts } from "./system-parts.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const stamp = `${root}node_modules/.sourire-lockfile`;

/** Installs packages when the lockfile changed, then builds the starter pack when it is not current. */
export async function setUp() {
  process.chdir(root);
  requireNode();
  const lockfile = createHash("sha256").update(readFileSync("package-lock.json")).digest("hex");
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== lockfile) {
    await ensureSystemParts({ needed: ["compiler"] });
    await installPackages();
    writeFileSync(stamp, lockfile);
  }
  await run(process.execPath, ["--import", "tsx", "packages/models/src/starter/build-cli.ts"]);
}

function requireNode() {
  const { engines } = JSON.parse(readFileSync("package.json", "utf8"));
  const wanted = engines.node.replace(">=", "").split(".").map(Number);
  const have = process.versions.node.split(".").map(Number);
  const older = have[0] < wanted[0] || (have[0] === wanted[0] && have[1] < wanted[1]);
  if (older) fail(`Node ${engines.node} is needed, this is ${process.versions.node}.`);
}

async function installPackages() {
  say("Installing packages (the first time takes about two minutes) ...");
  try {
    await run(npm(), [...npmArguments(), "ci", "--no-audit", "--no-fund", "--loglevel=error"]);
  } catch {
    const missing = await ensureSystemParts({ needed: ["compiler"], install: false });
    fail(
      missing.length > 0
        ? `The packages could not be installed. Missing here: ${missing.join(", ")} (see above).`
        : "The packages could not be installed: see npm's message above. Is the network there?",
    );
  }
}

// npm tells a script how it was started; without it (plain node) the one on the PATH is taken
const npm = () => (process.env.npm_execpath ? process.execPath : "npm");
const npmArguments = () => (process.env.npm_execpath ? [process.env.npm_execpath] : []);

function run(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ["ignore", 2, 2],
      // onnxruntime's own installer fetches CUDA files that nothing here uses
      env: {
        ...process.env,
        ONNXRUNTIME_NODE_INSTALL: "skip",
        TSX_TSCONFIG_PATH: "tsconfig.base.json",
      },
    });
    child.on("error", reject);
    child.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`${command}: ${code}`))));
  });
}

function say(text) {
  process.stderr.write(`${text}\n`);
}

function fail(text) {
  say(text);
  process.exit(1);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await setUp();
  await ensureTestParts();
  say("Ready. Next: npm run demo, npm test, npm run sourire -- --help");
}

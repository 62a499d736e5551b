// What the system must bring because npm cannot. On a Debian-family system, as root, it is installed;
// elsewhere a person is asked, or the one command is printed and what goes without it is named.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline/promises";

/** Each part: how to see that it is there, Debian's packages for it, and what needs it. */
const PARTS = {
  compiler: {
    title: "a C++ compiler with python3 and make",
    present: () => ["python3", "make"].every(onPath) && ["g++", "c++", "clang++"].some(onPath),
    debian: ["python3", "make", "g++"],
    neededFor: "better-sqlite3, where no prebuilt binary can be fetched for this platform",
  },
  ffmpeg: {
    title: "ffmpeg",
    present: () => onPath("ffmpeg"),
    debian: ["ffmpeg"],
    neededFor: "cameras through ffmpeg",
    untested: "cameras, files and network streams through ffmpeg",
  },
  chromium: {
    title: "a Chromium browser",
    present: () => ["chromium", "chromium-browser", "google-chrome", "chrome"].some(onPath),
    debian: ["chromium"],
    neededFor: "the tests of a browser's cameras",
    untested: "cameras of a browser",
  },
};

/** Installs what only some tests need, where it can; says which tests go without what is still missing. */
export async function ensureTestParts() {
  // one by one: where a system has only one of them, it gets that one
  for (const part of ["ffmpeg", "chromium"]) {
    const [missing] = await ensureSystemParts({ needed: [part] });
    if (missing) say(`NOT TESTED without ${missing}: ${PARTS[part].untested}.`);
  }
}

/**
 * @param {{ needed: (keyof typeof PARTS)[], install?: boolean }} options - `install: false` only looks
 * @returns {Promise<string[]>} titles of what is still missing
 */
export async function ensureSystemParts({ needed, install = true }) {
  const missing = needed.map((name) => PARTS[name]).filter((part) => !part.present());
  if (missing.length === 0) return [];
  for (const part of missing) say(`Missing: ${part.title}. Needed for ${part.neededFor}.`);
  const packages = missing.flatMap((part) => part.debian);
  if (!install) return missing.map((part) => part.title);
  if (!existsSync("/etc/debian_version") || !onPath("apt-get")) {
    say(`Install it with this system's package manager (Debian's names: ${packages.join(" ")}).`);
    return missing.map((part) => part.title);
  }
  const root = process.getuid?.() === 0;
  const command = `${root ? "" : "sudo "}apt-get install -y --no-install-recommends ${packages.join(" ")}`;
  if (!root && !(await agreed(command))) {
    say(`Run this, then try again: ${command}`);
    return missing.map((part) => part.title);
  }
  say(`Installing: ${command}`);
  const update = root ? "apt-get update -q" : "sudo apt-get update -q";
  spawnSync("sh", ["-c", `${update} && ${command}`], {
    stdio: ["inherit", 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
  return missing.filter((part) => !part.present()).map((part) => part.title);
}

async function agreed(command) {
  if (!process.stdin.isTTY || process.env.CI) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`Run "${command}" now? [y/N] `);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

function onPath(command) {
  return (process.env.PATH ?? "").split(":").some((folder) => existsSync(`${folder}/${command}`));
}

function say(text) {
  process.stderr.write(`${text}\n`);
}

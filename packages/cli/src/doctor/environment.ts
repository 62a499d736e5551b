import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { availableParallelism, cpus, release, totalmem } from "node:os";
import type { Found } from "./finding.js";

/** The machine and what is installed on it. */
export interface Environment {
  /** Version of Node. */
  readonly node: string;
  /** Kernel with its release, and architecture: `"linux 6.1.0 x64"`. */
  readonly system: string;
  /** Model of the first core. */
  readonly cpu: string;
  /** Cores that this process may use. */
  readonly cores: number;
  /** GiB, one decimal. */
  readonly memoryGiB: number;
  /** Versions by package; `null` where it is not to be found. */
  readonly packages: Readonly<Record<string, string | null>>;
}

/** Each package, and the one that brings it. */
const PACKAGES = [
  ["@sourire/core"],
  ["@sourire/models"],
  ["@sourire/node"],
  ["@sourire/issuer"],
  ["onnxruntime-node", "@sourire/node"],
  ["sharp", "@sourire/node"],
] as const;

/** Looks at the machine. */
export function readEnvironment(): Environment {
  return {
    node: process.versions.node,
    system: `${process.platform} ${release()} ${process.arch}`,
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: availableParallelism(),
    memoryGiB: Number((totalmem() / 2 ** 30).toFixed(1)),
    packages: Object.fromEntries(PACKAGES.map(([name, from]) => [name, versionOf(name, from)])),
  };
}

/** What to say of it. */
export function judgeEnvironment(environment: Environment): Found {
  const { node, system, cpu, cores, memoryGiB, packages } = environment;
  const detail = `Node ${node}, ${system}, ${cpu}, ${cores} cores, ${memoryGiB} GiB`;
  const [major = 0, minor = 0] = node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    return { state: "broken", detail, remedy: "Install Node 20.19 or newer." };
  }
  const missing = Object.keys(packages).filter((name) => packages[name] === null);
  if (missing.length === 0) return { state: "fine", detail };
  const remedy = `Install again with npm: ${missing.join(", ")} cannot be found.`;
  return { state: "broken", detail, remedy };
}

function versionOf(name: string, from?: string): string | null {
  try {
    const here = createRequire(import.meta.url);
    const require = from ? createRequire(here.resolve(`${from}/package.json`)) : here;
    const text = readFileSync(packageFile(require, name), "utf8");
    return (JSON.parse(text) as { version: string }).version;
  } catch {
    return null;
  }
}

/** Some packages do not export their `package.json`: it lies in a folder that is looked through. */
function packageFile(require: NodeJS.Require, name: string): string {
  try {
    return require.resolve(`${name}/package.json`);
  } catch {
    const folder = require.resolve.paths(name)?.find((path) => exists(`${path}/${name}`));
    return `${folder}/${name}/package.json`;
  }
}

function exists(folder: string): boolean {
  try {
    return readFileSync(`${folder}/package.json`) !== undefined;
  } catch {
    return false;
  }
}

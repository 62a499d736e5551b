// Adds what npm leaves out of package-lock.json when the registry that it was written against does not
// carry the binaries of every platform. Without them `npm ci` refuses the lockfile everywhere.
// Run it after `npm install`: node scripts/complete-lockfile.js
import { readFileSync, writeFileSync } from "node:fs";

const FILE = "package-lock.json";
const SYSTEMS = ["android", "darwin", "freebsd", "linux", "openbsd", "openharmony", "win32"];
const PROCESSORS = ["arm64", "arm", "x64", "ia32", "loong64", "ppc64", "riscv64", "s390x"];

const lock = JSON.parse(readFileSync(FILE, "utf8"));
const known = new Set(Object.keys(lock.packages).map((path) => path.split("node_modules/").at(-1)));
const added = {};
for (const { optionalDependencies = {}, dev, engines } of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    if (known.has(name)) continue;
    const words = name.split(/[/-]/);
    const os = SYSTEMS.find((system) => words.includes(system));
    const cpu = PROCESSORS.find((processor) => words.includes(processor));
    if (!os || !cpu) throw new Error(`which platform is ${name} for?`);
    const libc = words.some((word) => word.startsWith("musl"))
      ? ["musl"]
      : words.some((word) => word.startsWith("gnu")) && os === "linux"
        ? ["glibc"]
        : undefined;
    added[`node_modules/${name}`] = {
      version,
      cpu: [cpu],
      ...(dev ? { dev } : {}),
      ...(libc ? { libc } : {}),
      optional: true,
      os: [os],
      ...(engines ? { engines } : {}),
    };
  }
}
const { "": root, ...others } = lock.packages;
const packages = Object.entries({ ...others, ...added }).sort(([a], [b]) => (a < b ? -1 : 1));
lock.packages = { "": root, ...Object.fromEntries(packages) };
writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`${Object.keys(added).length} packages added\n`);

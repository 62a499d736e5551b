import { buildStarterPack } from "./build-starter-pack.js";
import { starterPackIsCurrent } from "./is-current.js";
import { starterPackFolder } from "./location.js";

// Builds the starter pack into this package: in development when it is not current, and with --always
// before the package is packed.
const outDir = starterPackFolder();
if (process.argv.includes("--always") || !(await starterPackIsCurrent(outDir))) {
  const say = (text: string): void => void process.stderr.write(`${text}\n`);
  say("Building the starter pack from its npm packages ...");
  const { id } = await buildStarterPack({
    outDir,
    onProgress: ({ step, file }) => say(`  ${step} ${file}`),
  });
  say(`${id} is in ${outDir}`);
}

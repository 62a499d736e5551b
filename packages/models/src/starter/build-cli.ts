import { buildStarterPack } from "./build-starter-pack.js";
import { starterPackFolder } from "./location.js";

// Builds the starter pack into this package. Runs before the package is packed and in development.
const outDir = starterPackFolder();
const { id, files } = await buildStarterPack({ outDir });
process.stdout.write(`${id}: ${files.map(({ path }) => path).join(", ")} in ${outDir}\n`);

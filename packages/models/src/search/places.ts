import { join } from "node:path";
import envPaths from "env-paths";
import { starterPackFolder } from "../starter/location.js";

/** Where this package keeps things on this machine. */
export interface ModelPlaces {
  /** Folder of the packs that were pulled or imported, one folder each. */
  readonly packs: string;
  /** Folder of the file that remembers which pack was chosen. */
  readonly config: string;
  /** Folder of the built starter pack. */
  readonly starter: string;
}

/**
 * The user's own folders, as the operating system has them. The environment variable `SOURIRE_HOME` puts
 * both into one folder of its own, for a machine without a home that can be written to.
 */
export function userPlaces(): ModelPlaces {
  const home = process.env["SOURIRE_HOME"];
  const starter = starterPackFolder();
  if (home) return { packs: join(home, "models"), config: home, starter };
  const { cache, config } = envPaths("sourire", { suffix: "" });
  return { packs: join(cache, "models"), config, starter };
}

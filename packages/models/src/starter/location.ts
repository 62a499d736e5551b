import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Where the built starter pack lies: `packs/starter` of this package, in a checkout as in an installed
 * package. It says nothing about whether the pack is there.
 */
export function starterPackFolder(): string {
  return join(packageFolder(), "packs", "starter");
}

/** The nearest folder above this module that holds a package.json, from `src` as from `dist`. */
function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) {
    const above = dirname(folder);
    if (above === folder) throw new TypeError("this module lies outside of its package");
    folder = above;
  }
  return folder;
}

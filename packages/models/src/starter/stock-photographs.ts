import { join } from "node:path";
import { packageFolder } from "./read-source.js";
import { STOCK_PHOTOGRAPHS } from "./sources.data.js";

/**
 * The six stock photographs that lie in one of the source packages: people to try the networks on,
 * without a picture in this project. They are used from there and never copied.
 * @param resolveFrom - path or `file:` URL of the module from whose place the package is looked up
 * @returns paths of JPEG files
 * @throws {SourireError} `MODEL_SOURCE_MISSING`
 */
export async function stockPhotographs(
  resolveFrom: string = import.meta.url,
): Promise<readonly string[]> {
  const folder = await packageFolder(STOCK_PHOTOGRAPHS, resolveFrom);
  return STOCK_PHOTOGRAPHS.files.map(({ path }) => join(folder, path));
}

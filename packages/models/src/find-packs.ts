import { readdir } from "node:fs/promises";
import { delimiter, join, resolve } from "node:path";
import { SourireError } from "@sourire/core";
import { CATALOGUE } from "./catalogue/catalogue.js";
import { holdsManifest } from "./open-pack-folder.js";
import { readChosenPack } from "./search/choice.js";
import { type FoundPack, packOfFolder } from "./search/found-pack.js";
import { loosePacks } from "./search/loose-packs.js";
import { type ModelPlaces, userPlaces } from "./search/places.js";

/**
 * The packs on this machine, in the order in which they are looked at: the folders of the search path,
 * the packs that were pulled or imported, the built starter pack. Within one folder those of disputed
 * licence come last. A pack whose manifest is broken is a fault; it is not passed over in silence.
 * @param searchPath - folders joined as in `PATH`; each is a pack, or holds packs, or holds loose model
 * files; the environment variable `SOURIRE_MODELS` where it is not given
 * @param places - where pulled packs and the starter pack lie; the user's own folders unless told
 * @throws {SourireError} as `openPackFolder`
 */
export async function findPacks(
  searchPath: string = process.env["SOURIRE_MODELS"] ?? "",
  places: ModelPlaces = userPlaces(),
): Promise<readonly FoundPack[]> {
  const roots = searchPath.split(delimiter).filter((root) => root !== "");
  const others = [places.starter, ...roots.map((root) => resolve(root))];
  const found: FoundPack[] = [];
  for (const root of [...roots, places.packs, places.starter]) {
    for (const pack of await packsIn(resolve(root), others)) {
      const known = found.some((p) => p.location === pack.location && p.id === pack.id);
      if (!known) found.push(pack);
    }
  }
  return found;
}

/**
 * Finds a pack.
 * @param nameOrFolder - a name (`"standard"`), a name with version (`"standard@1.0.0"`) or a folder, which
 * is told from a name by a separator (`"./standard"`). Without it: the pack that was chosen with
 * `sourire models use`, else the first of {@link findPacks} whose commercial use is not disputed
 * @param searchPath - as for {@link findPacks}
 * @param places - as for {@link findPacks}
 * @throws {SourireError} `MODEL_PACK_NOT_FOUND`; and as {@link findPacks}
 * @example const pack = await (await resolvePack("standard")).open();
 */
export async function resolvePack(
  nameOrFolder?: string,
  searchPath?: string,
  places: ModelPlaces = userPlaces(),
): Promise<FoundPack> {
  if (nameOrFolder !== undefined) return named(nameOrFolder, searchPath, places);
  const chosen = await readChosenPack(places);
  if (chosen !== undefined) return chosenPack(chosen, searchPath, places);
  const packs = await findPacks(searchPath, places);
  const first = packs.find(({ manifest }) => manifest.commercialUse === "allowed");
  if (first) return first;
  throw notFound("any pack that may be taken without being named", packs);
}

/** Whether a text names a folder and no pack. */
export function isFolderName(nameOrFolder: string): boolean {
  return /[/\\]|^\.+$/.test(nameOrFolder);
}

async function named(
  nameOrFolder: string,
  searchPath: string | undefined,
  places: ModelPlaces,
): Promise<FoundPack> {
  if (isFolderName(nameOrFolder)) {
    const folder = resolve(nameOrFolder);
    const [pack] = await packsIn(folder, [places.starter]);
    if (pack) return pack;
    throw new SourireError(
      "MODEL_PACK_NOT_FOUND",
      `${folder} holds no manifest.json, no pack and not all files of one`,
    );
  }
  const packs = await findPacks(searchPath, places);
  const isNamed = ({ id }: FoundPack): boolean =>
    id === nameOrFolder || id.startsWith(`${nameOrFolder}@`);
  const pack = packs.find(isNamed);
  if (pack) return pack;
  throw notFound(nameOrFolder, packs);
}

/** A chosen pack that is gone is a fault: another one would compare faces in another space. */
async function chosenPack(
  chosen: string,
  searchPath: string | undefined,
  places: ModelPlaces,
): Promise<FoundPack> {
  try {
    return await named(chosen, searchPath, places);
  } catch (cause) {
    if (!(cause instanceof SourireError) || cause.code !== "MODEL_PACK_NOT_FOUND") throw cause;
    const message = `${chosen} was chosen with \`sourire models use\` and is gone; \`sourire models use --clear\` forgets it`;
    throw new SourireError("MODEL_PACK_NOT_FOUND", message, { cause });
  }
}

function notFound(wanted: string, packs: readonly FoundPack[]): SourireError {
  const known = packs.map(({ id }) => id).join(", ") || "none";
  return new SourireError("MODEL_PACK_NOT_FOUND", `looked for ${wanted}; found: ${known}`);
}

/** The folder itself when it is a pack, else the packs directly in it and those of its loose files. */
async function packsIn(root: string, others: readonly string[]): Promise<readonly FoundPack[]> {
  if (await holdsManifest(root)) return [await packOfFolder(root)];
  const names = await readdir(root).catch(() => []);
  const folders = names
    .filter((name) => !name.startsWith("."))
    .sort()
    .map((name) => join(root, name));
  const packs: FoundPack[] = [];
  for (const folder of folders) {
    if (await holdsManifest(folder)) packs.push(await packOfFolder(folder));
  }
  packs.push(...(await loosePacks(root, others, CATALOGUE)));
  const isDisputed = ({ manifest }: FoundPack): number =>
    manifest.commercialUse === "disputed" ? 1 : 0;
  return packs.sort((a, b) => isDisputed(a) - isDisputed(b));
}

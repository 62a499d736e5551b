import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { errnoOf, SourireError, storageFault } from "@sourire/core";
import { type ModelPlaces, userPlaces } from "./places.js";

/**
 * The pack that was chosen to be taken where none is named.
 * @returns a name or an absolute folder; `undefined` where nothing was chosen
 * @throws {SourireError} `STORAGE_FAILED`, `STORAGE_READ_ONLY`
 */
export async function readChosenPack(
  places: Pick<ModelPlaces, "config"> = userPlaces(),
): Promise<string | undefined> {
  let text: string;
  try {
    text = await readFile(choiceFile(places), "utf8");
  } catch (cause) {
    if (["ENOENT", "ENOTDIR"].includes(errnoOf(cause) ?? "")) return undefined;
    throw storageFault(cause, "the choice of a model pack cannot be read");
  }
  const pack = packOf(text);
  if (pack !== undefined) return pack;
  throw new SourireError(
    "STORAGE_FAILED",
    `${choiceFile(places)} is damaged; choose a pack again with \`sourire models use\``,
  );
}

/**
 * Chooses the pack that is taken where none is named.
 * @param pack - a name (`"plus"`) or an absolute folder; `undefined` forgets the choice
 * @throws {SourireError} `STORAGE_FULL`, `STORAGE_READ_ONLY`, `STORAGE_FAILED`
 */
export async function chooseModelPack(
  pack: string | undefined,
  places: Pick<ModelPlaces, "config"> = userPlaces(),
): Promise<void> {
  const file = choiceFile(places);
  const partial = `${file}.partial-${process.pid}`;
  try {
    if (pack === undefined) return await rm(file, { force: true });
    await mkdir(places.config, { recursive: true });
    await writeFile(partial, `${JSON.stringify({ pack })}\n`);
    await rename(partial, file);
  } catch (cause) {
    await rm(partial, { force: true }).catch(() => undefined);
    throw storageFault(cause, "the choice of a model pack cannot be written");
  }
}

function choiceFile({ config }: Pick<ModelPlaces, "config">): string {
  return join(config, "models.json");
}

function packOf(text: string): string | undefined {
  try {
    const { pack } = JSON.parse(text) as { readonly pack?: unknown };
    return typeof pack === "string" && pack !== "" ? pack : undefined;
  } catch {
    return undefined;
  }
}

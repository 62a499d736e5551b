import type { ModelPack, ModelPackManifest } from "@sourire/core";
import { openPackFolder } from "./open-pack-folder.js";

/** What {@link verifyPackFolder} found. */
export interface VerifiedPack {
  /** What the pack says of itself. */
  readonly manifest: ModelPackManifest;
  /** SHA-256 over the manifest's bytes, hexadecimal; it names the pack in tokens. */
  readonly digest: string;
}

/**
 * Reads every file of a pack and compares it with the manifest.
 * @throws {SourireError} `MODEL_PACK_NOT_FOUND`, `MODEL_MANIFEST_INVALID`, `MODEL_ROLE_UNKNOWN`,
 * `MODEL_ARCHITECTURE_UNKNOWN`, `MODEL_FILE_MISSING`, `MODEL_HASH_MISMATCH`
 */
export async function verifyPackFolder(folder: string): Promise<VerifiedPack> {
  return verifyPack(await openPackFolder(folder));
}

/**
 * Reads every file of an open pack and compares it with the manifest.
 * @param onFile - told the name of each file before it is read
 * @throws {SourireError} `MODEL_FILE_MISSING`, `MODEL_HASH_MISMATCH`; `MODEL_MANIFEST_INVALID` for a face template
 * that is none
 */
export async function verifyPack(
  pack: ModelPack,
  onFile: (path: string) => void = () => {},
): Promise<VerifiedPack> {
  const { manifest, digest } = pack;
  for (const file of manifest.files) {
    onFile(file.path);
    await pack.bytes(file);
  }
  if (manifest.faceTemplate) {
    onFile(manifest.faceTemplate.path);
    await pack.faceTemplate();
  }
  return { manifest, digest };
}

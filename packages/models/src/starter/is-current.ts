import { isDeepStrictEqual } from "node:util";
import { isSourireError, type ModelPackManifest, type ModelRole } from "@sourire/core";
import { verifyPackFolder } from "../verify-pack-folder.js";
import { starterPackFolder } from "./location.js";
import { type FileDigest, starterManifest } from "./manifest.js";

/**
 * Whether the pack in a folder is the one that {@link buildStarterPack} would build now: same pinned
 * sources, converter, contracts and operating points, and every file as its manifest says.
 * @param folder - {@link starterPackFolder} unless told
 */
export async function starterPackIsCurrent(folder = starterPackFolder()): Promise<boolean> {
  let manifest: ModelPackManifest;
  try {
    ({ manifest } = await verifyPackFolder(folder));
  } catch (cause) {
    if (isSourireError(cause)) return false;
    throw cause;
  }
  const digests = new Map<ModelRole, FileDigest>(
    manifest.files.map(({ role, bytes, sha256 }) => [role, { bytes, sha256 }]),
  );
  return isDeepStrictEqual(manifest, starterManifest(digests));
}

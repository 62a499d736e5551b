import { isDeepStrictEqual } from "node:util";
import { isSourireError, type ModelPack, type ModelRole } from "@sourire/core";
import { openPackFolder } from "../open-pack-folder.js";
import { starterPackFolder } from "./location.js";
import { type FileDigest, starterManifest } from "./manifest.js";

/**
 * Whether the pack in a folder was made from what {@link buildStarterPack} would use now: the same pinned
 * sources, converter, contracts and operating points. It goes by the manifest alone: a file that was
 * changed since is for `verifyPackFolder` to find, and must not be healed unseen.
 * @param folder - {@link starterPackFolder} unless told
 */
export async function starterPackIsCurrent(folder: string = starterPackFolder()): Promise<boolean> {
  let pack: ModelPack;
  try {
    pack = await openPackFolder(folder);
  } catch (cause) {
    if (isSourireError(cause)) return false;
    throw cause;
  }
  const { files, faceTemplate } = pack.manifest;
  if (!faceTemplate) return false; // of an earlier version
  const networks = new Map<ModelRole, FileDigest>(
    files.map(({ role, bytes, sha256 }) => [role, { bytes, sha256 }]),
  );
  const { bytes, sha256 } = faceTemplate;
  const wanted = starterManifest({ networks, faceTemplate: { bytes, sha256 } });
  return isDeepStrictEqual(pack.manifest, wanted);
}

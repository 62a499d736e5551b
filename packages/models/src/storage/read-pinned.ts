import { readFile, stat } from "node:fs/promises";
import { type PinnedFile, sha256, toHex } from "@sourire/core";

/**
 * Reads a file where it is exactly the one that a manifest names.
 * @returns `undefined` where there is no such file, or another one
 */
export async function readPinned(
  path: string,
  { bytes, sha256: wanted }: Pick<PinnedFile, "bytes" | "sha256">,
): Promise<Uint8Array | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile() || found.size !== bytes) return undefined;
  const data = await readFile(path).catch(() => undefined);
  if (data === undefined) return undefined;
  return toHex(await sha256(data)) === wanted ? data : undefined;
}

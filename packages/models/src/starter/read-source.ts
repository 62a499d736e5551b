import { readFile, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { errnoOf, SourireError, sha256, toHex } from "@sourire/core";
import type { NetworkSource, PackageFiles, SourceFile } from "./sources.data.js";

/** The two files of a network, checked. */
export interface SourceContent {
  /** The parsed topology or list of weights. */
  readonly json: unknown;
  /** The weights. */
  readonly weights: Uint8Array;
}

/**
 * Reads a network out of its npm package and checks both files.
 * @param from - path or URL of the module from which the package is looked up
 * @throws {SourireError} `MODEL_SOURCE_MISSING`, `MODEL_HASH_MISMATCH`
 */
export async function readSource(source: NetworkSource, from: string): Promise<SourceContent> {
  const folder = await packageFolder(source, from);
  const json = await readPinned(source, folder, source.json);
  const weights = await readPinned(source, folder, source.weights);
  return { json: JSON.parse(new TextDecoder().decode(json)), weights };
}

/**
 * Reads files of one npm package and checks each.
 * @param from - path or URL of the module from which the package is looked up
 * @throws {SourireError} `MODEL_SOURCE_MISSING`, `MODEL_HASH_MISMATCH`
 */
export async function readFiles(source: PackageFiles, from: string): Promise<Uint8Array[]> {
  const folder = await packageFolder(source, from);
  return Promise.all(source.files.map((file) => readPinned(source, folder, file)));
}

/**
 * Finds an installed package. It walks Node's search path by hand, since `exports` of the packages hide
 * their model files.
 */
export async function packageFolder(
  source: Pick<NetworkSource, "package" | "version">,
  from: string,
): Promise<string> {
  for (const folder of createRequire(from).resolve.paths(source.package) ?? []) {
    const candidate = join(folder, source.package);
    const found = await stat(candidate).catch(() => undefined);
    if (found?.isDirectory()) return candidate;
  }
  throw new SourireError(
    "MODEL_SOURCE_MISSING",
    `${source.package}@${source.version} is not installed`,
  );
}

async function readPinned(
  source: Pick<NetworkSource, "package" | "version">,
  folder: string,
  file: SourceFile,
): Promise<Uint8Array> {
  const wanted = `${source.package}@${source.version}`;
  let data: Uint8Array;
  try {
    data = await readFile(join(folder, file.path));
  } catch (cause) {
    if (errnoOf(cause) !== "ENOENT") throw cause;
    throw new SourireError("MODEL_SOURCE_MISSING", `${wanted} has no ${file.path}`, { cause });
  }
  if (toHex(await sha256(data)) === file.sha256) return data;
  throw new SourireError(
    "MODEL_HASH_MISMATCH",
    `${file.path} is not the one of ${wanted}; install exactly that version`,
  );
}

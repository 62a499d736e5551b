import { join } from "node:path";
import { pinnedFiles, SourireError } from "@sourire/core";
import { CATALOGUE } from "../catalogue/catalogue.js";
import type { FileSource } from "../catalogue/catalogue-file.js";
import type { CataloguePack } from "../catalogue/catalogue-pack.js";
import { type ModelPlaces, userPlaces } from "../search/places.js";
import { type WriteFile, writeOnDisk } from "../storage/write-durably.js";
import { catalogueEntry, packName } from "./catalogue-entry.js";
import { downloadFile } from "./download-file.js";
import type { DownloadLimits } from "./download-limits.js";
import { type FindHere, filesHere } from "./files-here.js";
import { type InstalledPack, installPack } from "./install-pack.js";
import type { WriteChunk } from "./partial-file.js";
import { type PullProgress, packProgress } from "./pull-progress.js";

/** Options of {@link pullPack}. */
export interface PullPackOptions extends Partial<DownloadLimits> {
  /** Name of a pack of the catalogue, with or without version. */
  readonly pack: string;
  /**
   * Address of a folder that serves the same files under their names in the manifest, `http:` or `https:`;
   * a query is kept for each file.
   * @defaultValue the addresses of the catalogue
   */
  readonly from?: string | undefined;
  /** How long to wait for another process that writes the same pack, ms. @defaultValue 20000 */
  readonly lockWaitMs?: number;
  /** Stops the pull; what arrived is kept for the next one. */
  readonly signal?: AbortSignal;
  /** Told of each piece that arrives. */
  readonly onProgress?: (progress: PullProgress) => void;
  /** Folders that may hold some of the files already. @defaultValue the environment variable `SOURIRE_MODELS` */
  readonly searchPath?: string;
  /** Where packs lie. @defaultValue the user's own folders */
  readonly places?: ModelPlaces;
  /** The packs that are known. @defaultValue the catalogue of this package */
  readonly catalogue?: readonly CataloguePack[];
  /** Replace the writers, so that a test can fill the disk. */
  readonly writers?: { readonly chunk?: WriteChunk; readonly file?: WriteFile };
}

/**
 * Values of {@link PullPackOptions} where they are not given. A lock counts as left behind after 10 s, so the
 * wait is longer; with these pauses four attempts bridge an outage of 3.5 s, a larger one is for the operator.
 */
export const PULL_DEFAULTS: DownloadLimits & { readonly lockWaitMs: number } = Object.freeze({
  stallMs: 30_000,
  attempts: 4,
  retryDelayMs: 500,
  lockWaitMs: 20_000,
});

/**
 * Downloads a pack of the catalogue into the user's own folder, or finishes what an earlier pull began. Files
 * that are on this machine already are not downloaded. On every failure the pack that stood there stands still.
 * @throws {SourireError} `MODEL_PACK_NOT_FOUND`, `MODEL_DOWNLOAD_FAILED`, `MODEL_DOWNLOAD_INVALID`,
 * `MODEL_HASH_MISMATCH`, `MODEL_PACK_BUSY`, `STORAGE_FULL`, `STORAGE_READ_ONLY`, `STORAGE_FAILED`
 * @throws {TypeError} when `from` is no `http:` or `https:` address, or holds a name or password
 * @throws the signal's own reason when it aborts
 * @example const { folder } = await pullPack({ pack: "standard" });
 */
export async function pullPack(options: PullPackOptions): Promise<InstalledPack> {
  const { places = userPlaces(), searchPath = process.env["SOURIRE_MODELS"] ?? "" } = options;
  const { signal = new AbortController().signal, writers = {}, onProgress } = options;
  const { lockWaitMs = PULL_DEFAULTS.lockWaitMs } = options;
  const pack = catalogueEntry(options.pack, options.catalogue ?? CATALOGUE);
  const findHere = await filesHere(searchPath, places);
  const urls = await addresses(pack, options.from, findHere);
  const progress = packProgress(pack, onProgress);
  return installPack({
    pack,
    folder: join(places.packs, packName(pack.manifest.id)),
    lockWaitMs,
    signal,
    writeFile: writers.file,
    onKept: (file) => progress(file, "here", file.bytes),
    async obtain(file, to, whileLocked) {
      const data = await findHere(file);
      if (data) {
        await writeOnDisk(to, data, writers.file);
        return progress(file, "here", file.bytes);
      }
      await downloadFile({
        url: urls.get(file.path) ?? "",
        file,
        to,
        limits: limitsOf(options),
        signal: whileLocked,
        onBytes: (received) => progress(file, "network", received),
        write: writers.chunk,
      });
    },
  });
}

/** Where each file is, checked before anything is downloaded. */
async function addresses(
  { manifest, sources }: CataloguePack,
  from: string | undefined,
  findHere: FindHere,
): Promise<ReadonlyMap<string, string>> {
  const mirror = from === undefined ? undefined : mirrorOf(from);
  const urls = new Map<string, string>();
  for (const file of pinnedFiles(manifest)) {
    const url = address(file.path, sources[file.path], mirror);
    if (url !== undefined) urls.set(file.path, url);
    else if (!(await findHere(file))) throw unreachable(manifest.id, sources[file.path]);
  }
  return urls;
}

function address(
  path: string,
  source: FileSource | undefined,
  mirror: URL | undefined,
): string | undefined {
  if (source?.kind === "starter") return undefined;
  if (mirror) {
    const url = new URL(mirror);
    url.pathname += encodeURIComponent(path);
    return url.href;
  }
  return source?.kind === "url" ? source.url : undefined;
}

function unreachable(id: string, source: FileSource | undefined): SourireError {
  const name = packName(id);
  const message =
    source?.kind === "starter"
      ? `${name} shares a file with the starter pack, which is not built: sourire models build`
      : `not all files of ${name} have a public address: sourire models import ${name} --from <folder>`;
  return new SourireError("MODEL_PACK_NOT_FOUND", message);
}

function mirrorOf(from: string): URL {
  const url = new URL(from);
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new TypeError(`${url.protocol} is no address to download from`);
  }
  // fetch refuses them too, with a message that repeats the password
  if (url.username !== "" || url.password !== "") {
    throw new TypeError("the address holds a name or a password");
  }
  if (!url.pathname.endsWith("/")) url.pathname += "/";
  return url;
}

function limitsOf(options: PullPackOptions): DownloadLimits {
  const { stallMs, attempts, retryDelayMs } = { ...PULL_DEFAULTS, ...options };
  return { stallMs, attempts, retryDelayMs };
}

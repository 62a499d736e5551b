import { type ModelPackManifest, sha256, toHex } from "@sourire/core";
import { manifestBytes } from "../catalogue/catalogue-pack.js";
import { encodeModel } from "../onnx/encode.js";
import type { ModelMessage } from "../onnx/messages.js";
import { writeFolder } from "../storage/write-folder.js";
import { buildFaceTemplate } from "./build-face-template.js";
import { STARTER_NETWORKS } from "./contracts.js";
import { STARTER_CONVERTERS } from "./converters.js";
import { FACE_TEMPLATE_ENTRY } from "./face-template-entry.js";
import { type FileDigest, starterManifest } from "./manifest.js";
import { starterNotice } from "./notice.js";
import { readSource } from "./read-source.js";
import { STARTER_SOURCES, type StarterRole } from "./sources.data.js";

/** A step of the build that begins. */
export interface StarterBuildStep {
  /** What is done. */
  readonly step: "convert" | "derive" | "write";
  /** To which file of the pack. */
  readonly file: string;
}

/** Options of {@link buildStarterPack}. */
export interface BuildStarterPackOptions {
  /** The folder to make; a pack that stands there is replaced as a whole. */
  readonly outDir: string;
  /** Stops the build; what stood in `outDir` stays. */
  readonly signal?: AbortSignal;
  /** Told of every step before it begins. */
  readonly onProgress?: (step: StarterBuildStep) => void;
  /**
   * Path or `file:` URL of the module from whose place the source packages are looked up.
   * @defaultValue this module
   */
  readonly resolveFrom?: string;
}

/**
 * Builds the starter pack from the pinned npm packages: checks their files, converts the networks, derives the face
 * template and writes all with manifest and NOTICE. The same sources give the same bytes. It takes some ten
 * seconds, most of them for the face template.
 * @returns the manifest as written
 * @throws {SourireError} `MODEL_SOURCE_MISSING`, `MODEL_HASH_MISMATCH`, `MODEL_CONVERSION_UNSUPPORTED`,
 * `STORAGE_FULL`, `STORAGE_READ_ONLY`, `STORAGE_FAILED`
 * @throws the signal's own reason when it aborts
 * @example await buildStarterPack({ outDir: starterPackFolder() });
 */
export async function buildStarterPack(
  options: BuildStarterPackOptions,
): Promise<ModelPackManifest> {
  const { outDir, signal, onProgress } = options;
  const files = new Map<string, Uint8Array>();
  const networks = new Map<StarterRole, FileDigest>();
  const models = new Map<StarterRole, ModelMessage>();
  for (const { role, path } of STARTER_NETWORKS) {
    signal?.throwIfAborted();
    onProgress?.({ step: "convert", file: path });
    const model = await convert(role, options);
    models.set(role, model);
    const data = encodeModel(model);
    files.set(path, data);
    networks.set(role, await digestOf(data));
  }
  signal?.throwIfAborted();
  onProgress?.({ step: "derive", file: FACE_TEMPLATE_ENTRY.path });
  const template = await deriveTemplate(models, options);
  files.set(FACE_TEMPLATE_ENTRY.path, template);
  const manifest = starterManifest({ networks, faceTemplate: await digestOf(template) });
  files.set("NOTICE", new TextEncoder().encode(starterNotice(manifest)));
  // last, so that a folder with a manifest is a whole pack
  files.set("manifest.json", manifestBytes(manifest));
  const onFile = (file: string): void => onProgress?.({ step: "write", file });
  await writeFolder({ outDir, files, signal, onFile });
  return manifest;
}

async function convert(role: StarterRole, options: BuildStarterPackOptions): Promise<ModelMessage> {
  const { resolveFrom = import.meta.url } = options;
  const source = await readSource(STARTER_SOURCES[role], resolveFrom);
  return STARTER_CONVERTERS[role](source);
}

async function deriveTemplate(
  models: ReadonlyMap<StarterRole, ModelMessage>,
  { signal, resolveFrom = import.meta.url }: BuildStarterPackOptions,
): Promise<Uint8Array> {
  const detector = models.get("detector");
  const landmarks = models.get("landmarks");
  if (!detector || !landmarks) throw new TypeError("the networks come first");
  return buildFaceTemplate({ detector, landmarks, resolveFrom, signal });
}

async function digestOf(data: Uint8Array): Promise<FileDigest> {
  return { bytes: data.length, sha256: toHex(await sha256(data)) };
}

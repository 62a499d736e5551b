import { sha256, toHex } from "../kernel/bytes.js";
import { SourireError } from "../kernel/errors.js";
import { type FaceTemplate, parseFaceTemplate } from "../landmarks/face-template.js";
import {
  type ModelFile,
  type ModelPackManifest,
  type ModelRole,
  type PinnedFile,
  parseManifest,
} from "./model-pack.js";

/** Reads one file of a pack by its name. @throws {SourireError} `MODEL_FILE_MISSING` */
export type ReadPackFile = (path: string) => Promise<Uint8Array>;

/** A pack whose files can be had, each checked against its hash before it is handed out. */
export interface ModelPack {
  /** What the pack says of itself. */
  readonly manifest: ModelPackManifest;
  /** SHA-256 over the manifest's bytes, hexadecimal; since it pins every file, it names the pack. */
  readonly digest: string;
  /** The entry of a role; the first where there are several. @throws {SourireError} `MODEL_ROLE_MISSING` */
  file(role: ModelRole): ModelFile;
  /**
   * The bytes of a file of this pack.
   * @throws {SourireError} `MODEL_FILE_MISSING`, `MODEL_HASH_MISMATCH`
   */
  bytes(file: ModelFile): Promise<Uint8Array>;
  /**
   * The mean face that pose, gestures, depth and the simulated head measure against; read and checked anew.
   * @throws {SourireError} `FACE_TEMPLATE_MISSING` for a pack without one, `MODEL_FILE_MISSING`,
   * `MODEL_HASH_MISMATCH`, `MODEL_MANIFEST_INVALID`
   */
  faceTemplate(): Promise<FaceTemplate>;
}

/**
 * Opens a pack.
 * @param read - reads `manifest.json` and the files that it names
 * @throws {SourireError} `MODEL_FILE_MISSING`, `MODEL_MANIFEST_INVALID`, `MODEL_ROLE_UNKNOWN`
 */
export async function openPack(read: ReadPackFile): Promise<ModelPack> {
  const raw = await read("manifest.json");
  const manifest = parseManifest(parseJson(raw));
  const file = (role: ModelRole): ModelFile => {
    const entry = manifest.files.find((f) => f.role === role);
    if (!entry) throw new SourireError("MODEL_ROLE_MISSING", `${manifest.id} has no ${role}`);
    return entry;
  };
  return {
    manifest,
    digest: toHex(await sha256(raw)),
    file,
    bytes: (entry) => readVerified(read, entry),
    async faceTemplate() {
      const { id, faceTemplate } = manifest;
      if (!faceTemplate) throw new SourireError("FACE_TEMPLATE_MISSING", `${id} has none`);
      return parseFaceTemplate(await readVerified(read, faceTemplate));
    },
  };
}

/**
 * Reads a file of a pack and checks it.
 * @throws {SourireError} `MODEL_FILE_MISSING`, `MODEL_HASH_MISMATCH`
 */
export async function readVerified(read: ReadPackFile, entry: PinnedFile): Promise<Uint8Array> {
  const data = await read(entry.path);
  if (data.length !== entry.bytes || toHex(await sha256(data)) !== entry.sha256) {
    throw new SourireError("MODEL_HASH_MISMATCH", `${entry.path} is not the file of the manifest`);
  }
  return data;
}

function parseJson(raw: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(raw));
  } catch (cause) {
    throw new SourireError("MODEL_MANIFEST_INVALID", "manifest.json is not JSON", { cause });
  }
}

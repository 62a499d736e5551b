import { type Camera, isSourireError, SourireError, sha256 } from "@sourire/core";
import type { RecordingConsent } from "./consent.js";

/** Of which camera a recording is. */
export type RecordedCamera = Pick<Camera, "id" | "label" | "transport" | "capabilities">;

/** What a recording says of itself, readable without its key. */
export interface RecordingHeader {
  /** What nobody may miss. */
  readonly banner: string;
  /** Of the format. */
  readonly version: 1;
  /** ISO 8601. */
  readonly createdAt: string;
  /** How the frames are kept from others. */
  readonly encryption: RecordingEncryption;
  /** Who agreed to what, and until when. */
  readonly consent: RecordingConsent;
  /** What was recorded with. */
  readonly camera: RecordedCamera;
}

/** `none` has to be asked for. */
export type RecordingEncryption = "aes-256-gcm" | "none";

/** Begins every recording. */
export const RECORDING_BANNER =
  "RECORDING OF PEOPLE'S FACES: test data, for the consented purpose alone, to be deleted when the consent ends.";

const MAGIC = new TextEncoder().encode("SOURIREC");
/** Magic and length. */
export const PRELUDE_BYTES = MAGIC.length + 4;
/** Of the digest behind the header. */
const DIGEST_BYTES = 32;
/** A header is a page of text, never more. */
const MAX_HEADER_BYTES = 65_536;

/** A header as bytes, and what binds all that follows to it. */
export interface EncodedHeader {
  readonly bytes: Uint8Array;
  readonly digest: Uint8Array;
}

/** Magic, length, JSON, SHA-256 of the JSON. */
export async function encodeHeader(header: RecordingHeader): Promise<EncodedHeader> {
  const json = new TextEncoder().encode(JSON.stringify(header));
  const digest = await sha256(json);
  const bytes = new Uint8Array(PRELUDE_BYTES + json.length + DIGEST_BYTES);
  bytes.set(MAGIC);
  new DataView(bytes.buffer).setUint32(MAGIC.length, json.length, true);
  bytes.set(json, PRELUDE_BYTES);
  bytes.set(digest, PRELUDE_BYTES + json.length);
  return { bytes, digest };
}

/**
 * @param prelude - the first {@link PRELUDE_BYTES} bytes of a file
 * @returns how many more bytes the header has
 * @throws {SourireError} `RECORDING_INVALID` when the file is no recording
 */
export function headerLength(prelude: Uint8Array): number {
  const right = prelude.length === PRELUDE_BYTES && MAGIC.every((byte, i) => prelude[i] === byte);
  if (!right) throw new SourireError("RECORDING_INVALID", "the file is no recording");
  const view = new DataView(prelude.buffer, prelude.byteOffset);
  const length = view.getUint32(MAGIC.length, true);
  if (length > MAX_HEADER_BYTES) throw damagedHeader();
  return length + DIGEST_BYTES;
}

/**
 * @param bytes - what follows the prelude
 * @throws {SourireError} `RECORDING_INVALID` when it is damaged or of another version
 */
export async function decodeHeader(
  bytes: Uint8Array,
): Promise<{ readonly header: RecordingHeader; readonly digest: Uint8Array }> {
  const json = bytes.subarray(0, -DIGEST_BYTES);
  const digest = bytes.subarray(-DIGEST_BYTES);
  const right = await sha256(json);
  if (!right.every((byte, i) => digest[i] === byte)) throw damagedHeader();
  try {
    return { header: parse(JSON.parse(new TextDecoder().decode(json))), digest };
  } catch (cause) {
    if (isSourireError(cause)) throw cause;
    throw damagedHeader();
  }
}

/** The digest says that a program of ours wrote it, or somebody who computes one: what is used is looked at. */
function parse(value: unknown): RecordingHeader {
  const header = value as Partial<RecordingHeader>;
  if (header.version !== 1) {
    throw new SourireError("RECORDING_INVALID", `a recording of version ${String(header.version)}`);
  }
  const { encryption, camera } = header;
  const { depth, infrared, depthSensing } = camera?.capabilities ?? {};
  const known = encryption === "aes-256-gcm" || encryption === "none";
  const stated = typeof depth === "boolean" && typeof infrared === "boolean";
  const sensed = depth === (depthSensing !== undefined);
  if (!known || !stated || !sensed || typeof camera?.id !== "string") throw damagedHeader();
  return header as RecordingHeader;
}

function damagedHeader(): SourireError {
  return new SourireError("RECORDING_INVALID", "the recording's header is damaged");
}

import { type FileHandle, open } from "node:fs/promises";
import {
  type Clock,
  errnoOf,
  type Frame,
  SourireError,
  storageFault,
  systemClock,
} from "@sourire/core";
import { assertConsent } from "./consent.js";
import { decodeFrame } from "./frame-codec.js";
import { decodeHeader, headerLength, PRELUDE_BYTES, type RecordingHeader } from "./header.js";
import { importRecordingKey, type RecordingKey } from "./recording-key.js";
import { createSeal, PARTS, type Seal } from "./seal.js";

/** Options of {@link openRecording}. */
export interface OpenRecordingOptions {
  /** What `createRecorder` wrote. */
  readonly path: string;
  /** The key that it was written with. */
  readonly key?: RecordingKey;
  /** A recording that ends early, after a crash, is read as far as it goes. @defaultValue false: it is refused there */
  readonly incomplete?: boolean;
  /** Says whether the consent still holds. @defaultValue the machine's own */
  readonly clock?: Clock;
}

/** A recording that can be read, also several times. */
export interface Recording {
  /** What it says of itself. */
  readonly header: RecordingHeader;
  /**
   * Its frames, bit for bit as they were written. Each has memory of its own.
   * @throws {SourireError} `RECORDING_INVALID` where it is damaged or ends early; the frames before are given
   */
  frames(): AsyncGenerator<Frame, void, undefined>;
}

/**
 * Opens a recording.
 * @throws {SourireError} `RECORDING_INVALID` when it is none or damaged, `RECORDING_LOCKED` when the key is missing or
 * another one, `RECORDING_CONSENT_MISSING` when the consent's time is over, `CAMERA_NOT_FOUND` when there is no such
 * file, `CAMERA_DENIED` when this user may not read it
 */
export async function openRecording(options: OpenRecordingOptions): Promise<Recording> {
  const { path, incomplete = false, clock = systemClock } = options;
  return withFile(path, async (file) => {
    const rest = headerLength(await read(file, 0, PRELUDE_BYTES));
    const { header, digest } = await decodeHeader(await read(file, PRELUDE_BYTES, rest));
    assertConsent(header.consent, clock.now());
    const seal = createSeal(await keyOf(header, options.key), digest);
    const from = PRELUDE_BYTES + rest;
    const { end } = await readStart(file, from, seal, header);
    return {
      header,
      frames: () => framesOf(path, { from: end, seal, incomplete }),
    };
  });
}

async function keyOf(
  { encryption }: RecordingHeader,
  key: RecordingKey | undefined,
): Promise<CryptoKey | undefined> {
  if (encryption === "none") return undefined;
  if (!key) throw new SourireError("RECORDING_LOCKED", "the recording is encrypted");
  return importRecordingKey(key);
}

/** The first part holds nothing: it tells a wrong key from a damaged file before a frame is read. */
async function readStart(
  file: FileHandle,
  at: number,
  seal: Seal,
  { encryption }: RecordingHeader,
): Promise<{ end: number }> {
  const part = await readPart(file, at);
  if (part?.kind !== PARTS.start) throw damaged("it ends after its header");
  if (await seal.open(PARTS.start, 0, part.sealed)) return part;
  if (encryption === "none") throw damaged("its first part is");
  throw new SourireError("RECORDING_LOCKED", "the key is not the recording's, or it is damaged");
}

interface Frames {
  readonly from: number;
  readonly seal: Seal;
  readonly incomplete: boolean;
}

async function* framesOf(
  path: string,
  { from, seal, incomplete }: Frames,
): AsyncGenerator<Frame, void, undefined> {
  const file = await openFile(path);
  try {
    let at = from;
    for (let index = 1; ; index++) {
      const part = await readPart(file, at);
      if (!part) {
        if (incomplete) return;
        throw damaged(`it ends early, after ${index - 1} frames`);
      }
      const kind = [PARTS.frame, PARTS.end].find((known) => known === part.kind);
      const plain = kind && (await seal.open(kind, index, part.sealed));
      if (!plain) throw damaged(`its part ${index} is`);
      if (kind === PARTS.end) return;
      at = part.end;
      yield decodeFrame(plain);
    }
  } finally {
    await file.close();
  }
}

interface Part {
  readonly kind: number;
  readonly sealed: Uint8Array;
  /** Where the next one begins. */
  readonly end: number;
}

/** @returns undefined where the file ends before the part does */
async function readPart(file: FileHandle, at: number): Promise<Part | undefined> {
  const { size } = await file.stat();
  if (at + 5 > size) return undefined;
  const head = await read(file, at, 5);
  const view = new DataView(head.buffer, head.byteOffset);
  const end = at + 5 + view.getUint32(0, true);
  if (end > size) return undefined;
  return { kind: view.getUint8(4), sealed: await read(file, at + 5, end - at - 5), end };
}

/** @returns as many bytes as the file has there */
async function read(file: FileHandle, at: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  let done = 0;
  try {
    while (done < length) {
      const { bytesRead } = await file.read(bytes, done, length - done, at + done);
      if (bytesRead === 0) break;
      done += bytesRead;
    }
  } catch (cause) {
    throw storageFault(cause, "the recording cannot be read"); // a folder, or a disk that fails
  }
  return bytes.subarray(0, done);
}

async function withFile<T>(path: string, use: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await openFile(path);
  try {
    return await use(file);
  } finally {
    await file.close();
  }
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, "r");
  } catch (cause) {
    const errno = errnoOf(cause);
    const denied = errno === "EACCES" || errno === "EPERM";
    const code = denied ? "CAMERA_DENIED" : "CAMERA_NOT_FOUND";
    throw new SourireError(code, `the recording cannot be opened: ${errno}`, { cause });
  }
}

function damaged(how: string): SourireError {
  return new SourireError("RECORDING_INVALID", `the recording is damaged: ${how}`);
}

import {
  assertPixelImage,
  type Clock,
  type Frame,
  type Log,
  SourireError,
  silentLog,
  systemClock,
} from "@sourire/core";
import { assertConsent, type RecordingConsent } from "./consent.js";
import { encodeFrame } from "./frame-codec.js";
import {
  encodeHeader,
  RECORDING_BANNER,
  type RecordedCamera,
  type RecordingEncryption,
  type RecordingHeader,
} from "./header.js";
import { createRecordingFile, type RecordingFile } from "./recording-file.js";
import { createRecordingKey, importRecordingKey, type RecordingKey } from "./recording-key.js";
import { createSeal, PARTS, type PartKind, type Seal } from "./seal.js";

/** Options of {@link createRecorder}. */
export interface RecorderOptions {
  /** A new file; one that is there is never written over. */
  readonly path: string;
  /** Which camera the frames come from; what it states is kept. */
  readonly camera: RecordedCamera;
  /** Without it nothing is recorded. */
  readonly consent: RecordingConsent;
  /** @defaultValue `"aes-256-gcm"` */
  readonly encryption?: RecordingEncryption;
  /** @defaultValue a fresh one, which {@link Recorder.key} hands back */
  readonly key?: RecordingKey;
  /** Gets a text that whoever stands before the camera has to see. @defaultValue nobody */
  readonly onBanner?: (banner: string) => void;
  /** Gets a warning when the recording begins. @defaultValue says nothing */
  readonly log?: Log;
  /** @defaultValue the machine's own */
  readonly clock?: Clock;
}

/** A recording that is being written. */
export interface Recorder extends AsyncDisposable {
  /** The fresh key, 32 bytes; undefined where one was given or none is used. Lost, nobody reads the recording. */
  readonly key: Uint8Array | undefined;
  /**
   * Appends a frame. Its data is copied before this returns; wait for the promise, or memory fills when the disk is
   * slower than the camera.
   * @throws {SourireError} `FRAME_INVALID` when it is not what the camera states, `STORAGE_*`; after a failed write
   * every further one fails likewise, and what was written before is whole
   */
  write(frame: Frame): Promise<void>;
  /** Marks the recording as complete and closes it; may be called again. @throws {SourireError} `STORAGE_*` */
  close(): Promise<void>;
}

/**
 * Records frames as they are, with depth, infrared and times: CONSENTED TEST DATA ONLY, for tests and evaluations, not
 * for the pictures of payers. Encrypted with AES-256-GCM unless `encryption: "none"` is asked for. The file only grows:
 * a crash loses at most the frame that was being written. `createReplayCamera` plays it.
 * @throws {SourireError} `RECORDING_CONSENT_MISSING`, `STORAGE_*`
 * @throws {RangeError} when the key has not 32 bytes, or one is given where nothing is encrypted
 * @example
 * await using recorder = await createRecorder({ path, camera, consent: { who: "P-017", purpose, until: "2030-01-31" } });
 * for await (const frame of camera.frames({ signal })) await recorder.write(frame);
 */
export async function createRecorder(options: RecorderOptions): Promise<Recorder> {
  const { camera, consent, log = silentLog, clock = systemClock } = options;
  const encryption = options.encryption ?? "aes-256-gcm";
  assertConsent(consent, clock.now());
  if (encryption === "none" && options.key)
    throw new RangeError("key: nothing is encrypted with it");
  const fresh = encryption === "none" || options.key ? undefined : createRecordingKey();
  const given = options.key ?? fresh;
  const key = given && (await importRecordingKey(given));
  const banner = bannerOf(encryption);
  const header = await encodeHeader(headerOf({ banner, encryption, camera, consent }, clock));
  options.onBanner?.(banner);
  log.warn("recording.started", { encryption, camera: camera.id, until: consent.until });

  const file = await createRecordingFile(options.path);
  const writer = createWriter(file, createSeal(key, header.digest));
  try {
    await file.append(header.bytes);
    await writer.add(PARTS.start, new Uint8Array(0));
  } catch (cause) {
    await file.close().catch(() => {}); // the first failure counts
    throw cause;
  }
  return recorderOf({ key: fresh, camera, file, writer });
}

function bannerOf(encryption: RecordingEncryption): string {
  return encryption === "none" ? `${RECORDING_BANNER} NOT ENCRYPTED.` : RECORDING_BANNER;
}

function headerOf(
  about: Pick<RecordingHeader, "banner" | "encryption" | "camera" | "consent">,
  clock: Clock,
): RecordingHeader {
  const { id, label, transport, capabilities } = about.camera;
  const { who, purpose, until } = about.consent;
  return {
    banner: about.banner,
    version: 1,
    createdAt: new Date(clock.now()).toISOString(),
    encryption: about.encryption,
    consent: { who, purpose, until },
    camera: { id, ...(label === undefined ? {} : { label }), transport, capabilities },
  };
}

interface Writer {
  /** Appends one part after those before it. */
  add(kind: PartKind, plain: Uint8Array): Promise<void>;
  /** When all that was added is written; never fails. */
  idle(): Promise<void>;
  /** What the first failed part failed with. */
  readonly failure: { readonly cause: unknown } | undefined;
}

function createWriter(file: RecordingFile, seal: Seal): Writer {
  let parts = 0;
  let failure: { readonly cause: unknown } | undefined;
  let last: Promise<void> = Promise.resolve();
  const write = async (kind: PartKind, plain: Uint8Array): Promise<void> => {
    if (failure) throw failure.cause;
    const sealed = await seal.close(kind, parts++, plain);
    const part = new Uint8Array(5 + sealed.length);
    const view = new DataView(part.buffer);
    view.setUint32(0, sealed.length, true);
    view.setUint8(4, kind);
    part.set(sealed, 5);
    try {
      await file.append(part);
    } catch (cause) {
      failure = { cause };
      throw cause;
    }
  };
  return {
    add(kind, plain) {
      const written = last.then(() => write(kind, plain));
      last = written.catch(() => {});
      return written;
    },
    idle: () => last,
    get failure() {
      return failure;
    },
  };
}

interface RecorderParts {
  readonly key: Uint8Array | undefined;
  readonly camera: RecordedCamera;
  readonly file: RecordingFile;
  readonly writer: Writer;
}

function recorderOf({ key, camera, file, writer }: RecorderParts): Recorder {
  let closing: Promise<void> | undefined;
  let frames = 0;
  const finish = async (): Promise<void> => {
    try {
      await writer.idle();
      const count = new TextEncoder().encode(JSON.stringify({ frames }));
      if (!writer.failure) await writer.add(PARTS.end, count);
    } finally {
      await file.close();
    }
  };
  const close = (): Promise<void> => {
    closing ??= finish();
    return closing;
  };
  return {
    key,
    async write(frame) {
      if (closing) throw new TypeError("the recorder was closed");
      assertStated(frame, camera);
      const bytes = encodeFrame(frame);
      frames++;
      await writer.add(PARTS.frame, bytes);
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

function assertStated({ image, depth, infrared }: Frame, { capabilities }: RecordedCamera): void {
  assertPixelImage(image);
  if (infrared) assertPixelImage(infrared);
  const stated =
    (depth !== undefined) === capabilities.depth &&
    (infrared !== undefined) === capabilities.infrared;
  if (!stated || (depth && depth.data.length !== depth.width * depth.height)) {
    throw new SourireError("FRAME_INVALID", "depth or infrared are not as the camera states");
  }
}

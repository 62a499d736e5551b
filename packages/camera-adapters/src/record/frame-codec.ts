import {
  assertPixelImage,
  type DepthImage,
  type Frame,
  type PixelImage,
  SourireError,
} from "@sourire/core";

type Described<T extends { readonly data: ArrayBufferView }> = Omit<T, "data"> & {
  /** Of its data. */
  readonly bytes: number;
};

/** Stands before the pixels of a frame, as JSON. */
interface FrameNote {
  readonly sequence: number;
  readonly capturedAtMs: number;
  readonly image: Described<PixelImage>;
  readonly depth?: Described<DepthImage>;
  readonly infrared?: Described<PixelImage>;
}

/** Every piece begins at a whole word, so that depth can be read in place. */
const WORD = 8;
const padded = (bytes: number): number => Math.ceil(bytes / WORD) * WORD;

/** A frame as bytes: length of the note, the note, then image, depth and infrared as they are. Copied at once. */
export function encodeFrame({ sequence, capturedAtMs, image, depth, infrared }: Frame): Uint8Array {
  const note: FrameNote = {
    sequence,
    capturedAtMs,
    image: described(image),
    ...(depth ? { depth: described(depth) } : {}),
    ...(infrared ? { infrared: described(infrared) } : {}),
  };
  const json = new TextEncoder().encode(JSON.stringify(note));
  const pieces = [json, image.data, depth?.data, infrared?.data].flatMap((piece) =>
    piece ? [new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength)] : [],
  );
  const length = pieces.reduce((sum, piece) => sum + padded(piece.length), WORD);
  const bytes = new Uint8Array(length);
  new DataView(bytes.buffer).setUint32(0, json.length, true);
  let at = WORD;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += padded(piece.length);
  }
  return bytes;
}

function described<T extends { readonly data: ArrayBufferView }>(picture: T): Described<T> {
  const { data, ...about } = picture;
  return { ...about, bytes: data.byteLength };
}

/**
 * The frame again, bit for bit; its data lies in `bytes`.
 * @param bytes - what {@link encodeFrame} gave, in memory of its own
 * @throws {SourireError} `RECORDING_INVALID`
 */
export function decodeFrame(bytes: Uint8Array): Frame {
  try {
    const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
    const json = new TextDecoder().decode(piece(bytes, WORD, length));
    const { sequence, capturedAtMs, ...note } = JSON.parse(json) as FrameNote;
    let at = WORD + padded(length);
    const next = (size: number): Uint8Array => {
      const data = piece(bytes, at, size);
      at += padded(size);
      return data;
    };
    const image = pictureOf(note.image, next);
    const depth = note.depth && depthOf(note.depth, next);
    const infrared = note.infrared && pictureOf(note.infrared, next);
    if (!Number.isSafeInteger(sequence) || !Number.isFinite(capturedAtMs)) throw new RangeError();
    return {
      sequence,
      capturedAtMs,
      image,
      ...(depth ? { depth } : {}),
      ...(infrared ? { infrared } : {}),
    };
  } catch (cause) {
    throw new SourireError("RECORDING_INVALID", "a frame of the recording is damaged", { cause });
  }
}

function pictureOf(note: Described<PixelImage>, next: (size: number) => Uint8Array): PixelImage {
  const { bytes, ...about } = note;
  const image = { ...about, data: next(bytes) };
  assertPixelImage(image);
  return image;
}

function depthOf(note: Described<DepthImage>, next: (size: number) => Uint8Array): DepthImage {
  const { bytes, ...about } = note;
  const { buffer, byteOffset, byteLength } = next(bytes);
  const data = new Uint16Array(buffer, byteOffset, byteLength / 2);
  if (data.length !== about.width * about.height) throw new RangeError("depth of another size");
  return { ...about, data };
}

function piece(bytes: Uint8Array, at: number, size: number): Uint8Array {
  if (!(size >= 0 && at + size <= bytes.length)) throw new RangeError("a piece beyond the end");
  return bytes.subarray(at, at + size);
}

/** A format of pixels that {@link decodeImage} takes, told by the file's first bytes. */
export interface PictureKind {
  /** The format. */
  readonly name: "jpeg" | "png" | "webp" | "avif" | "tiff" | "gif";
  /** Pixels, for formats that state them at a fixed place; a whole file is not needed to refuse them. */
  readonly size?: { readonly width: number; readonly height: number };
}

/**
 * Tells what a file is, by the signatures that the formats' specifications fix.
 * @param bytes - the file, or its first 32 bytes
 * @returns `undefined` for everything else, vector drawings among it
 */
export function pictureKind(bytes: Uint8Array): PictureKind | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 32));
  if (head.startsWith("\xff\xd8\xff")) return { name: "jpeg" };
  if (head.startsWith("\x89PNG\r\n\x1a\n")) return png(bytes, head);
  if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) return { name: "webp" };
  if (/^GIF8[79]a/.test(head)) return { name: "gif" };
  if (/^(II[*+]\0|MM\0[*+])/.test(head)) return { name: "tiff" };
  if (head.startsWith("ftypavif", 4) || head.startsWith("ftypavis", 4)) return { name: "avif" };
  return undefined;
}

/** IHDR is always the first chunk (ISO/IEC 15948, section 5.6): width and height follow its name. */
function png(bytes: Uint8Array, head: string): PictureKind {
  if (bytes.length < 24 || !head.startsWith("IHDR", 12)) return { name: "png" };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { name: "png", size: { width: view.getUint32(16), height: view.getUint32(20) } };
}

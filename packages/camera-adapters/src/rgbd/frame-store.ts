import type { Frame, PixelImage } from "@sourire/core";

/** A frame that outlives its camera's next one. */
export interface KeptFrame {
  /** With the stream's offset, ms. */
  readonly capturedAtMs: number;
  /** A copy. */
  readonly image: PixelImage;
}

/** Copies of one camera's frames; their memory is used again. */
export interface FrameStore {
  /** A copy; a camera's own picture is only valid until its next one. */
  keep(frame: Frame): KeptFrame;
  /** The copy is no longer looked at. Once for each. */
  release(frame: KeptFrame): void;
}

/**
 * An empty store. It holds as many buffers as copies were kept at one time.
 * @param offsetMs - added to the times
 */
export function createFrameStore(offsetMs: number): FrameStore {
  const free: Uint8Array[] = [];
  return {
    keep({ image, capturedAtMs }) {
      const used = free.pop();
      const data = used?.length === image.data.length ? used : new Uint8Array(image.data.length);
      data.set(image.data);
      return { image: { ...image, data }, capturedAtMs: capturedAtMs + offsetMs };
    },
    release({ image }) {
      free.push(image.data);
    },
  };
}

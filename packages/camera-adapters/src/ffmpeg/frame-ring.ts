/**
 * Memory for three frames: one that the reader holds, one that waits for it and one that is being filled. A fourth
 * is never needed, and none is ever copied.
 */
export interface FrameRing {
  /** The memory that is being filled. */
  readonly filling: Uint8Array;
  /** The frame in `filling` is whole and waits for the reader, in place of one that waited before. @returns it */
  complete(): Uint8Array;
  /** The reader has this frame now, and has let go of the one before. */
  taken(data: Uint8Array): void;
}

/** @param bytes - of one frame, >= 1 */
export function createFrameRing(bytes: number): FrameRing {
  const buffers = [0, 1, 2].map(() => new Uint8Array(bytes)) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ];
  let [filling] = buffers;
  let held: Uint8Array | undefined;
  return {
    get filling() {
      return filling;
    },
    complete() {
      const whole = filling;
      filling =
        buffers.find((buffer) => buffer !== whole && buffer !== held) ?? new Uint8Array(bytes);
      return whole;
    },
    taken(data) {
      held = data;
    },
  };
}

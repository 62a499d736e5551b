/** Tight RGB in memory. */
export interface RgbPicture {
  /** Pixels, >= 2. */
  readonly width: number;
  /** Pixels, >= 2. */
  readonly height: number;
  /** Shape `[height, width, 3]`. */
  readonly data: Uint8Array;
}

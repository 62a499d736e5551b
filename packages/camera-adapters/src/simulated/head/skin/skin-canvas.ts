/** What the skin is painted on. */
export interface SkinCanvas {
  /** Pixels of a side. */
  readonly size: number;
  /** Of the fine head, shape `[n, 2]`; the first 468 are those of the face. */
  readonly uvs: Float32Array;
  /** Of the fine head. */
  readonly triangles: Uint32Array;
  /** Shape `[n, MASK_CHANNELS]`. */
  readonly masks: Float32Array;
  /** How much of the sky each point sees, shape `[n]`. */
  readonly sky: Float32Array;
  /** Of the fine head at rest, shape `[n, 3]`. */
  readonly positions: Float32Array;
}

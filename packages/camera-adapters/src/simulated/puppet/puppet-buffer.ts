/** Where one frame of a puppet is drawn. */
export interface PuppetBuffer {
  /** `rgb8`. */
  readonly colour: Uint8Array<ArrayBuffer>;
  /** Where depth is given. */
  readonly depth?: Uint16Array<ArrayBuffer>;
  /** Where infrared is given, `gray8`. */
  readonly infrared?: Uint8Array<ArrayBuffer>;
}

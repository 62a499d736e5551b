/** Red, green, blue as sRGB bytes. */
export type Colour = readonly [red: number, green: number, blue: number];

/** What a face is painted with. */
export interface SkinLook {
  /** Of the cheeks without blush. */
  readonly tone: Colour;
  /** What blood gives: of cheeks, nose and ears at their reddest. */
  readonly blush: Colour;
  /** Of the lips. */
  readonly lips: Colour;
  /** Of brows and beard. */
  readonly brows: Colour;
  /** 0..1: twenty to eighty years: lines, spots, loss of red in the lips. */
  readonly age: number;
  /** 0..1. */
  readonly freckles: number;
  /** 0..1: shadow of a shaved beard. */
  readonly stubble: number;
  /** 0..1: a beard of short hair. */
  readonly beard: number;
  /** 0..1: from thin to bushy. */
  readonly browWeight: number;
  /** 0..1: lines around the eyes and a tint on the lids. */
  readonly makeUp: number;
}

/** What the networks of a pack answered on the leftmost face of the sixth stock photograph. */
export interface Pin {
  /** Name of the pack. */
  readonly pack: string;
  /** Left edge, upper edge, width, height; then right eye, left eye, nose and mouth as x, y. */
  readonly face: readonly number[];
  readonly score: number;
  /** Nose tip, outer eye corners, mouth corners, forehead and chin as x, y, z. */
  readonly mesh: readonly (readonly number[])[];
  /** The first values of the embedding. */
  readonly vector: readonly number[];
  /** Of each texture network: the leftmost and the rightmost face. */
  readonly texture: readonly (readonly [number, number])[];
}

const YUNET = {
  face: [251.6, 499.5, 215.7, 274.5, 326.8, 605.3, 425.2, 605.6, 388.4, 660.5, 375.2, 702.6],
  score: 0.922,
  mesh: [
    [398, 674.2, -49.7],
    [296.9, 609.7, -10.3],
    [443.5, 595.9, 18.8],
    [342.7, 704.9, 9.2],
    [430.5, 695, 27.5],
    [368.4, 522.4, -42.3],
    [396.9, 757.8, 34.6],
  ],
} as const;

/** See the test that uses them. */
export const PINS: readonly Pin[] = [
  {
    pack: "starter",
    face: [236.9, 535.8, 222.6, 222.6, 317.9, 608.3, 411.6, 593.3, 389.8, 655.5, 391.2, 696.8],
    score: 0.88,
    mesh: [
      [397.5, 675.1, -48.3],
      [297.9, 609, -11.5],
      [444.8, 593.1, 16.3],
      [345.3, 705.8, 10.9],
      [428.2, 693.5, 27.2],
      [371.2, 520, -46.8],
      [393.3, 758.7, 39.8],
    ],
    vector: [-0.0509, 0.008, 0.02, -0.0638, -0.0625, -0.006, -0.0873, -0.0875],
    texture: [],
  },
  {
    pack: "standard",
    ...YUNET,
    vector: [0.086, 0.0182, 0.0678, 0.0692, 0.1178, 0.0827, -0.0499, 0.0627],
    texture: [[1, 0.5173]],
  },
  {
    pack: "plus",
    ...YUNET,
    vector: [-0.0211, 0.0239, 0.1237, 0.0076, 0.0711, -0.0115, 0.0238, 0.0143],
    texture: [
      [0.3469, 0.8282],
      [0.7342, 0.999],
      [1, 0.5173],
    ],
  },
];

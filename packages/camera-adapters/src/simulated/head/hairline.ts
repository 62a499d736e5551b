/** Where hair begins, as seen from the side: depth behind the eyes and height, mm, of a head of mean size. */
const LINE: readonly (readonly [z: number, y: number])[] = [
  [-12, -68],
  [-2, -65],
  [8, -61],
  [20, -52],
  [32, -40],
  [42, -22],
  [49, 0],
  [56, 22],
  [63, 30],
  [69, 24],
  [76, 0],
  [88, -6],
  [98, 14],
  [106, 46],
  [122, 76],
  [150, 92],
  [190, 94],
];

/** How the line differs from person to person. */
export interface Hairline {
  /** mm that the forehead is higher. */
  readonly high: number;
  /** mm by which hair has gone from the temples. */
  readonly receding: number;
  /** mm of height by which this face is longer than the mean one. */
  readonly shift: number;
}

/** How far inside the hair a place of the skin lies: mm, less than 0 where no hair grows. */
export function insideHair(line: Hairline, x: number, y: number, z: number): number {
  let height = (LINE[LINE.length - 1] as readonly [number, number])[1];
  if (z <= (LINE[0]?.[0] as number)) height = LINE[0]?.[1] as number;
  else {
    for (let i = 1; i < LINE.length; i++) {
      const [za, ya] = LINE[i - 1] as readonly [number, number];
      const [zb, yb] = LINE[i] as readonly [number, number];
      if (z > zb) continue;
      height = ya + ((yb - ya) * (z - za)) / (zb - za);
      break;
    }
  }
  const front = Math.max(0, Math.min(1, (60 - z) / 40));
  const temple = Math.exp(-(((Math.abs(x) - 40) / 17) ** 2));
  // a forehead is round: its line of hair is highest in the middle
  const arch = 6 * Math.max(0, 1 - (x / 52) ** 2) - 2;
  return height - line.shift - front * (line.high + line.receding * temple + arch) - y;
}

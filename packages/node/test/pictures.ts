import sharp, { type Sharp } from "sharp";

/** Colours of the quarters of {@link corners}: top left, top right, bottom left, bottom right. */
export const CORNERS = {
  topLeft: [220, 30, 30],
  topRight: [30, 200, 40],
  bottomLeft: [40, 50, 210],
  bottomRight: [230, 220, 60],
} as const;

/** Where in the upright picture a pixel of the stored one comes from. */
export type Source = (x: number, y: number) => readonly [x: number, y: number];

/**
 * A picture whose quarters have four colours, so that every turn and every mirror image shows.
 * @param source - how it is stored; as it stands unless told
 */
export function corners(
  width: number,
  height: number,
  upright: { readonly width: number; readonly height: number } = { width, height },
  source: Source = (x, y) => [x, y],
): Sharp {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [fromX, fromY] = source(x, y);
      const top = fromY < upright.height / 2;
      const [left, right] = top
        ? [CORNERS.topLeft, CORNERS.topRight]
        : [CORNERS.bottomLeft, CORNERS.bottomRight];
      data.set(fromX < upright.width / 2 ? left : right, (y * width + x) * 3);
    }
  }
  return sharp(data, { raw: { width, height, channels: 3 } });
}

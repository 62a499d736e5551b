import type { Crop } from "../align/image-network.js";
import type { Box } from "../kernel/geometry.js";
import type { TextureRecipe } from "./texture-network.js";

/**
 * MiniFASNetV2-SE at 128 pixels: a square of 1.5 times the longer side of the box; beyond the picture its edge
 * is mirrored. Classes: live, spoof.
 * @see https://github.com/johnraivenolazo/face-antispoof-onnx
 */
export const MINIFASNET_V2_SE_128: TextureRecipe = Object.freeze({
  side: 128,
  classes: 2,
  live: 0,
  crop: (box: Box) => squareAround(box, 1.5, 128),
});

/**
 * MiniFASNetV2 at 80 pixels: 2.7 times the box in both directions, moved into the picture. Classes: two kinds
 * of spoof around live.
 * @see https://github.com/minivision-ai/Silent-Face-Anti-Spoofing
 */
export const MINIFASNET_V2_80: TextureRecipe = windowRecipe(2.7);

/** MiniFASNetV1-SE at 80 pixels: as {@link MINIFASNET_V2_80} with 4 times the box. */
export const MINIFASNET_V1_SE_80: TextureRecipe = windowRecipe(4);

function windowRecipe(extent: number): TextureRecipe {
  return Object.freeze({
    side: 80,
    classes: 3,
    live: 1,
    crop: (box: Box, image: Size) => windowInside(box, image, extent, 80),
  });
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function squareAround(box: Box, extent: number, side: number): Crop {
  const size = extent * Math.max(box.width, box.height);
  const scale = size / side;
  return {
    map: {
      a: scale,
      b: 0,
      tx: box.x + box.width / 2 - size / 2,
      c: 0,
      d: scale,
      ty: box.y + box.height / 2 - size / 2,
    },
    border: "reflect",
  };
}

/** A window of the box's proportions that is shrunk to fit and moved until it lies inside the picture. */
function windowInside(box: Box, image: Size, extent: number, side: number): Crop {
  const scale = Math.min(extent, image.width / box.width, image.height / box.height);
  const width = box.width * scale;
  const height = box.height * scale;
  const left = box.x + box.width / 2 - width / 2;
  const top = box.y + box.height / 2 - height / 2;
  return {
    map: {
      a: width / side,
      b: 0,
      tx: Math.min(Math.max(left, 0), image.width - width),
      c: 0,
      d: height / side,
      ty: Math.min(Math.max(top, 0), image.height - height),
    },
    border: "clamp",
    // as its training crops were made: with means, 19 and 26 % of the 160 live pictures of NUAA's odd subjects are
    // called a spoof at 0.5 (2.7 and 4 times the box); so, 6 and 13 %
    filter: "bilinear",
  };
}

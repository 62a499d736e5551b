import {
  type Box,
  faceOfPicture,
  isSourireError,
  type PixelImage,
  pictureWindow,
} from "@sourire/core";
import { stockPhotographs } from "@sourire/models/starter";
import { readImageFile } from "@sourire/node";
import type { Vision } from "../src/world/open-vision.js";

/** One person in a stock photograph. */
export interface StockFace {
  /** The surroundings of the face; shares its bytes with the photograph. */
  readonly picture: PixelImage;
  /** Where the face is in it. */
  readonly box: Box;
}

/** Side of the surroundings over the longer side of the detector's box: head, neck and some room. */
const SURROUNDINGS = 2.4;

/**
 * Every person in the six stock photographs whose picture is good enough for an enrolment, in the
 * order of the photographs and from left to right.
 */
export async function findStockFaces(vision: Vision): Promise<readonly StockFace[]> {
  const faces: StockFace[] = [];
  for (const file of await stockPhotographs()) {
    const photograph = await readImageFile(file);
    const found = await vision.pipeline.findFaces(photograph);
    for (const { box } of [...found].sort((p, q) => p.box.x - q.box.x)) {
      const face = surroundings(photograph, box);
      if (face && (await isGoodEnough(vision, face.picture))) faces.push(face);
    }
  }
  return faces;
}

function surroundings(photograph: PixelImage, box: Box): StockFace | undefined {
  const side = SURROUNDINGS * Math.max(box.width, box.height);
  const x = Math.max(0, Math.floor(box.x + box.width / 2 - side / 2));
  const y = Math.max(0, Math.floor(box.y + box.height / 2 - side / 2));
  if (x >= photograph.width || y >= photograph.height) return undefined;
  const picture = pictureWindow(photograph, { x, y, width: side, height: side });
  return { picture, box: { ...box, x: box.x - x, y: box.y - y } };
}

/** Judged without embedding anybody: one of them is to stay a stranger. */
async function isGoodEnough(vision: Vision, picture: PixelImage): Promise<boolean> {
  try {
    await faceOfPicture(vision.pipeline, picture);
    return true;
  } catch (cause) {
    if (isSourireError(cause) && cause.code.startsWith("FACE")) return false;
    throw cause;
  }
}

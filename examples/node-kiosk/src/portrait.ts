// A picture of one person: a file of yours, or a face cut out of a stock photograph.
import { type FacePipeline, type PixelImage, pictureWindow, SourireError } from "@sourire/core";
import { stockPhotographs } from "@sourire/models/starter";
import { readImageFile } from "@sourire/node";

/** Side of what is cut out, over the side of the face: head, neck and some room. */
const SURROUNDINGS = 2.4;

export async function portrait(pipeline: FacePipeline, file?: string): Promise<PixelImage> {
  if (file !== undefined) return readImageFile(file);
  const photograph = await readImageFile((await stockPhotographs())[2] as string);
  const [face] = await pipeline.findFaces(photograph);
  if (!face) throw new SourireError("FACE_NOT_FOUND", "nobody in the stock photograph");
  const { x, y, width, height } = face.box;
  const side = SURROUNDINGS * Math.max(width, height);
  const box = { x: x + (width - side) / 2, y: y + (height - side) / 2, width: side, height: side };
  return pictureWindow(photograph, box);
}

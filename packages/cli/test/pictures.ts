import { join } from "node:path";
import type { PixelImage } from "@sourire/core";
import sharp from "sharp";
import { openVision } from "../src/world/open-vision.js";
import { findStockFaces } from "./stock-faces.js";

/**
 * Writes the first people of the stock photographs to a folder outside the project, each alone, and the
 * same people as another day would show them: a little turned, smaller and darker.
 */
export async function writePeople(
  folder: string,
  count: number,
): Promise<readonly { readonly enrol: string; readonly today: string }[]> {
  await using vision = await openVision();
  const faces = (await findStockFaces(vision)).slice(0, count);
  return Promise.all(
    faces.map(async ({ picture }, n) => {
      const enrol = join(folder, `person-${n}.png`);
      const today = join(folder, `person-${n}-today.jpg`);
      const decoded = sharp(packed(picture), {
        raw: { width: picture.width, height: picture.height, channels: 3 },
      });
      await decoded.clone().png().toFile(enrol);
      const width = Math.round(picture.width * 0.85);
      await decoded.clone().rotate(3).resize({ width }).linear(0.85, 4).jpeg().toFile(today);
      return { enrol, today };
    }),
  );
}

/** Rows side by side: a window of a photograph has the photograph's stride. */
function packed({ data, width, height, stride }: PixelImage): Uint8Array {
  const rows = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    rows.set(data.subarray(y * stride, y * stride + width * 3), y * width * 3);
  }
  return rows;
}

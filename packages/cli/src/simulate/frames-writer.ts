import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type DepthImage, storageFault } from "@sourire/core";
import { writeImageFile } from "@sourire/node";
import type { FilmWriter } from "./film-writer.js";

/**
 * Writes each frame as a PNG into a folder: `000000.png`, `000001.png` and so on; depth beside it as a
 * 16 bit PGM of millimetres (`000000.depth.pgm`), infrared as `000000.infrared.png`.
 * @throws {SourireError} `STORAGE_*`
 */
export async function openFramesWriter(folder: string): Promise<FilmWriter> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (cause) {
    throw storageFault(cause, "the folder cannot be made");
  }
  let count = 0;
  return {
    async write({ image, depth, infrared }) {
      const path = join(folder, String(count++).padStart(6, "0"));
      await writeImageFile(`${path}.png`, image);
      if (infrared) await writeImageFile(`${path}.infrared.png`, infrared);
      if (depth) await writeDepth(`${path}.depth.pgm`, depth);
    },
    finish: async () => `${count} frames in ${folder}`,
    [Symbol.asyncDispose]: async () => {},
  };
}

/** Portable graymap with two bytes a pixel, the more significant first, in mm. */
async function writeDepth(path: string, { data, width, height, unitMm }: DepthImage) {
  const header = new TextEncoder().encode(`P5\n${width} ${height}\n65535\n`);
  const bytes = new Uint8Array(header.length + 2 * data.length);
  bytes.set(header);
  const view = new DataView(bytes.buffer, header.length);
  for (let i = 0; i < data.length; i++) {
    view.setUint16(2 * i, Math.min(65_535, Math.round((data[i] as number) * unitMm)));
  }
  try {
    await writeFile(path, bytes);
  } catch (cause) {
    throw storageFault(cause, "the depth picture cannot be written");
  }
}

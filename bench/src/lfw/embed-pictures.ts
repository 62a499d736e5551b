import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  createStages,
  type FaceDetection,
  type FaceStages,
  liesOnDetection,
  type ModelPack,
  measureQuality,
  type PixelImage,
} from "@sourire/core";
import { createOnnxRuntime, decodeImage } from "@sourire/node";
import { progress } from "../options.js";
import { cacheKey, readCache, writeCache } from "./cache.js";
import type { Lfw } from "./dataset.js";
import type { FaceRecord, FaceRecords } from "./face-records.js";

/**
 * Runs detection, landmarks, quality and embedding on every picture, or reads what an earlier run with
 * the same networks and the same code left in the temporary folder.
 * LFW's subject is the person in the middle: of several faces the most central one is taken.
 */
export async function embedPictures(lfw: Lfw, pack: ModelPack): Promise<FaceRecords> {
  const key = await cacheKey(pack);
  const known = await readCache(key);
  if (known && lfw.pictures.every((picture) => known.has(picture))) return known;
  await using runtime = await createOnnxRuntime();
  await using stages = await createStages(pack, runtime);
  const records = new Map<string, FaceRecord | undefined>();
  const start = performance.now();
  for (const picture of lfw.pictures) {
    const image = await decodeImage(await readFile(join(lfw.folder, picture)));
    records.set(picture, await embedCentralFace(stages, image));
    if (records.size % 250 === 0) {
      const each = (performance.now() - start) / records.size;
      progress(`${records.size} of ${lfw.pictures.length} pictures, ${each.toFixed(0)} ms each`);
    }
  }
  await writeCache(key, records);
  return records;
}

async function embedCentralFace(
  { detector, landmarks, embedder }: FaceStages,
  image: PixelImage,
): Promise<FaceRecord | undefined> {
  const offCentre = ({ box }: FaceDetection): number =>
    Math.hypot(box.x + box.width / 2 - image.width / 2, box.y + box.height / 2 - image.height / 2);
  const [face] = [...(await detector.detect(image))].sort((p, q) => offCentre(p) - offCentre(q));
  if (!face) return undefined;
  const mesh = await landmarks.locate(image, face);
  if (!liesOnDetection(mesh, face)) return undefined;
  return {
    embedding: await embedder.embed(image, mesh),
    quality: measureQuality(image, mesh),
  };
}

import { setImmediate } from "node:timers/promises";
import { parseFaceTemplate } from "@sourire/core";
import jpeg from "jpeg-js";
import { createGraphEvaluator } from "../evaluate/evaluate-graph.js";
import { deriveFaceTemplate } from "../face-template/derive-face-template.js";
import { encodeFaceTemplate } from "../face-template/encode-face-template.js";
import { findFaces } from "../face-template/find-faces.js";
import { type FoundFace, locateMesh } from "../face-template/locate-mesh.js";
import { parseTriangles } from "../face-template/parse-triangles.js";
import type { ModelMessage } from "../onnx/messages.js";
import { readFiles } from "./read-source.js";
import { MESH_TRIANGLES, STOCK_PHOTOGRAPHS } from "./sources.data.js";

/** What {@link buildFaceTemplate} works with. */
export interface FaceTemplateSources {
  /** BlazeFace, as converted. */
  readonly detector: ModelMessage;
  /** FaceMesh, as converted. */
  readonly landmarks: ModelMessage;
  /** Path or `file:` URL of the module from whose place the source packages are looked up. */
  readonly resolveFrom: string;
  /** Stops the work between two faces. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Derives the face template from the stock photographs, in plain JavaScript on one thread: some ten seconds, and
 * the same bytes on every machine.
 * @returns the content of `face-template.json`
 * @throws {SourireError} `MODEL_SOURCE_MISSING`, `MODEL_HASH_MISMATCH`
 * @throws the signal's own reason when it aborts
 */
export async function buildFaceTemplate(sources: FaceTemplateSources): Promise<Uint8Array> {
  const { resolveFrom, signal } = sources;
  const blazeFace = createGraphEvaluator(sources.detector);
  const faceMesh = createGraphEvaluator(sources.landmarks);
  const [list = new Uint8Array()] = await readFiles(MESH_TRIANGLES, resolveFrom);
  const found: FoundFace[] = [];
  for (const file of await readFiles(STOCK_PHOTOGRAPHS, resolveFrom)) {
    signal?.throwIfAborted();
    const picture = jpeg.decode(file, { useTArray: true });
    for (const square of findFaces(picture, blazeFace)) {
      await setImmediate(); // lets an interrupt through
      signal?.throwIfAborted();
      found.push(locateMesh(picture, square, faceMesh));
    }
  }
  const bytes = encodeFaceTemplate(deriveFaceTemplate(found, parseTriangles(list)));
  parseFaceTemplate(bytes); // what is written must be readable
  return bytes;
}

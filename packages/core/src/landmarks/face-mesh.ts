import { createImageNetwork } from "../align/image-network.js";
import { squareCrop } from "../align/letterbox.js";
import type { FaceDetection } from "../detect/detector.js";
import type { Affine } from "../kernel/geometry.js";
import type { ModelSession } from "../runtime/inference-runtime.js";
import type { ModelFile } from "../runtime/model-pack.js";
import { LANDMARK_COUNT, type LandmarkModel } from "./landmark-model.js";

/** Side of the network's square input, pixels. */
const SIDE = 192;
/** The crop's side over the side of the detection's focus, as the network was trained. */
const CROP_SCALE = 1.5;

/**
 * The face mesh of 468 points.
 * @param session - owned by the model from here on
 * @param file - the manifest's entry for it
 * @throws {SourireError} `MODEL_MANIFEST_INVALID`
 * @see Kartynnik et al., "Real-time Facial Surface Geometry from Monocular Video", arXiv:1907.06724
 */
export function createFaceMesh(session: ModelSession, file: ModelFile): LandmarkModel {
  const network = createImageNetwork(session, file, SIDE, [3 * LANDMARK_COUNT, 1]);
  return {
    async locate(image, face) {
      const map = faceMeshCrop(face);
      const [mesh, flag] = await network.run(image, { map, border: { byte: 0 } });
      return {
        points: meshToPicture(mesh as Float32Array, map),
        presence: Math.min(1, Math.max(0, flag?.[0] ?? 0)),
      };
    },
    [Symbol.asyncDispose]: () => network[Symbol.asyncDispose](),
  };
}

/**
 * The square that the network wants to see: around the focus, turned so that the eyes are level.
 * @returns the map from pixels of the crop to pixels of the picture
 */
export function faceMeshCrop({ box, focus = box, keypoints }: FaceDetection): Affine {
  const { rightEye, leftEye } = keypoints;
  const angle = Math.atan2(leftEye.y - rightEye.y, leftEye.x - rightEye.x);
  const centre = { x: focus.x + focus.width / 2, y: focus.y + focus.height / 2 };
  return squareCrop(centre, CROP_SCALE * Math.max(focus.width, focus.height), angle, SIDE);
}

/**
 * Takes a mesh from pixels of the crop to pixels of the picture.
 * @param mesh - shape `[468, 3]`
 * @param map - a similarity; z is scaled with it
 * @returns shape `[468, 3]`, a new array
 */
export function meshToPicture(mesh: Float32Array, map: Affine): Float32Array {
  const points = new Float32Array(mesh.length);
  const scale = Math.hypot(map.a, map.c);
  for (let i = 0; i < mesh.length; i += 3) {
    const x = mesh[i] as number;
    const y = mesh[i + 1] as number;
    points[i] = map.a * x + map.b * y + map.tx;
    points[i + 1] = map.c * x + map.d * y + map.ty;
    points[i + 2] = (mesh[i + 2] as number) * scale;
  }
  return points;
}

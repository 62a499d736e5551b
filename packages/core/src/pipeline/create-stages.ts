import { createBlazeFace } from "../detect/blazeface.js";
import type { Detector } from "../detect/detector.js";
import { createYuNet } from "../detect/yunet.js";
import { ARCFACE_CHIP, DLIB_CHIP } from "../embed/chip.js";
import type { Embedder } from "../embed/embedder.js";
import { createEmbedder } from "../embed/pack-embedder.js";
import { disposeAll } from "../kernel/async.js";
import { SourireError } from "../kernel/errors.js";
import { createFaceMesh } from "../landmarks/face-mesh.js";
import type { LandmarkModel } from "../landmarks/landmark-model.js";
import {
  MINIFASNET_V1_SE_80,
  MINIFASNET_V2_80,
  MINIFASNET_V2_SE_128,
} from "../liveness/minifasnet.js";
import { createTextureNetwork, type TextureNetwork } from "../liveness/texture-network.js";
import type { InferenceRuntime, ModelSession } from "../runtime/inference-runtime.js";
import type { ModelPack } from "../runtime/load-pack.js";
import type { ModelFile, ModelPackManifest } from "../runtime/model-pack.js";
import { type OpenProvenOptions, openProven } from "../runtime/open-proven.js";

/** The networks of a pack, opened. */
export interface FaceStages extends AsyncDisposable {
  /** Finds faces. */
  readonly detector: Detector;
  /** Finds the points of a face. */
  readonly landmarks: LandmarkModel;
  /** Turns a face into a vector. */
  readonly embedder: Embedder;
  /** Each judges whether the face is a picture of one; none in a pack without. */
  readonly texture: readonly TextureNetwork[];
}

/**
 * Opens the networks of a pack and proves each on this machine, which warms it up too. When one of them fails,
 * those already open are closed.
 * @throws {SourireError} `MODEL_ROLE_MISSING`, `MODEL_FILE_MISSING`, `MODEL_HASH_MISMATCH`,
 * `MODEL_LOAD_FAILED`, `MODEL_OPERATOR_UNSUPPORTED`, `RUNTIME_PARITY_FAILED`, `MODEL_MANIFEST_INVALID`,
 * `MODEL_ARCHITECTURE_UNKNOWN`
 */
export async function createStages(
  pack: ModelPack,
  runtime: InferenceRuntime,
  options: OpenProvenOptions = {},
): Promise<FaceStages> {
  const open: AsyncDisposable[] = [];
  const stage = async <T extends AsyncDisposable>(
    file: ModelFile,
    create: (session: ModelSession, file: ModelFile) => T,
  ): Promise<T> => {
    const session = await openProven(runtime, pack, file, options);
    try {
      const made = create(session, file);
      open.push(made);
      return made;
    } catch (cause) {
      await session.release();
      throw cause;
    }
  };
  try {
    const detector = await stage(pack.file("detector"), createDetector);
    const landmarks = await stage(pack.file("landmarks"), createLandmarks);
    const embedder = await stage(pack.file("embedder"), (session, file) =>
      createPackEmbedder(session, file, pack.manifest.embedding),
    );
    const texture: TextureNetwork[] = [];
    for (const file of pack.manifest.files) {
      if (file.role === "texture") texture.push(await stage(file, createTexture));
    }
    return {
      detector,
      landmarks,
      embedder,
      texture,
      [Symbol.asyncDispose]: () => disposeAll(open.splice(0)),
    };
  } catch (cause) {
    await disposeAll(open);
    throw cause;
  }
}

function createDetector(session: ModelSession, file: ModelFile): Detector {
  switch (file.architecture) {
    case "blazeface-256":
      return createBlazeFace(session, file);
    case "yunet":
      return createYuNet(session, file);
    default:
      throw misplaced(file);
  }
}

function createLandmarks(session: ModelSession, file: ModelFile): LandmarkModel {
  switch (file.architecture) {
    case "facemesh-192":
      return createFaceMesh(session, file);
    default:
      throw misplaced(file);
  }
}

function createPackEmbedder(
  session: ModelSession,
  file: ModelFile,
  embedding: ModelPackManifest["embedding"],
): Embedder {
  switch (file.architecture) {
    case "dlib-resnet-150":
      return createEmbedder(session, file, embedding, DLIB_CHIP);
    case "mobilefacenet-112":
    case "edgeface-112":
      return createEmbedder(session, file, embedding, ARCFACE_CHIP);
    default:
      throw misplaced(file);
  }
}

function createTexture(session: ModelSession, file: ModelFile): TextureNetwork {
  switch (file.architecture) {
    case "minifasnet-v2-se-128":
      return createTextureNetwork(session, file, MINIFASNET_V2_SE_128);
    case "minifasnet-v2-80":
      return createTextureNetwork(session, file, MINIFASNET_V2_80);
    case "minifasnet-v1-se-80":
      return createTextureNetwork(session, file, MINIFASNET_V1_SE_80);
    default:
      throw misplaced(file);
  }
}

function misplaced({ architecture, role }: ModelFile): SourireError {
  return new SourireError("MODEL_ARCHITECTURE_UNKNOWN", `${architecture} is no ${role}`);
}

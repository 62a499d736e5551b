import { createBlazeFace } from "../detect/blazeface.js";
import type { Detector } from "../detect/detector.js";
import { DLIB_CHIP } from "../embed/chip.js";
import type { Embedder } from "../embed/embedder.js";
import { createEmbedder } from "../embed/pack-embedder.js";
import { disposeAll } from "../kernel/async.js";
import { SourireError } from "../kernel/errors.js";
import { createFaceMesh } from "../landmarks/face-mesh.js";
import type { LandmarkModel } from "../landmarks/landmark-model.js";
import type { InferenceRuntime, ModelSession } from "../runtime/inference-runtime.js";
import type { ModelPack } from "../runtime/load-pack.js";
import type { ModelFile, ModelPackManifest, ModelRole } from "../runtime/model-pack.js";

/** The networks of a pack, opened. */
export interface FaceStages extends AsyncDisposable {
  /** Finds faces. */
  readonly detector: Detector;
  /** Finds the points of a face. */
  readonly landmarks: LandmarkModel;
  /** Turns a face into a vector. */
  readonly embedder: Embedder;
}

/**
 * Opens the networks of a pack. When one of them fails, those already open are closed.
 * @throws {SourireError} `MODEL_ROLE_MISSING`, `MODEL_FILE_MISSING`, `MODEL_HASH_MISMATCH`,
 * `MODEL_LOAD_FAILED`, `MODEL_MANIFEST_INVALID`, `MODEL_ARCHITECTURE_UNKNOWN`
 */
export async function createStages(
  pack: ModelPack,
  runtime: InferenceRuntime,
): Promise<FaceStages> {
  const open: AsyncDisposable[] = [];
  const stage = async <T extends AsyncDisposable>(
    role: ModelRole,
    create: (session: ModelSession, file: ModelFile) => T,
  ): Promise<T> => {
    const file = pack.file(role);
    const session = await runtime.open(await pack.bytes(role));
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
    const detector = await stage("detector", createDetector);
    const landmarks = await stage("landmarks", createLandmarks);
    const embedder = await stage("embedder", (session, file) =>
      createPackEmbedder(session, file, pack.manifest.embedding),
    );
    return {
      detector,
      landmarks,
      embedder,
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
    default:
      throw misplaced(file);
  }
}

function misplaced({ architecture, role }: ModelFile): SourireError {
  return new SourireError("MODEL_ARCHITECTURE_UNKNOWN", `${architecture} is no ${role}`);
}

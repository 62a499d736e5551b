import {
  createFacePipeline,
  disposeAll,
  type FacePipeline,
  type InferenceRuntime,
  type ModelPack,
} from "@sourire/core";
import { openPackFolder, resolvePack } from "@sourire/models";
import { createOnnxRuntime } from "@sourire/node";

/** The networks of one pack, open and ready. */
export interface Vision extends AsyncDisposable {
  /** Where the pack lies. */
  readonly folder: string;
  /** The pack. */
  readonly pack: ModelPack;
  /** What runs it. */
  readonly runtime: InferenceRuntime;
  /** What looks at frames. */
  readonly pipeline: FacePipeline;
}

/**
 * Finds a pack and opens its networks.
 * @param pack - a name or a folder; the first pack found where it is not given
 * @throws {SourireError} `MODEL_*`, `RUNTIME_UNAVAILABLE`
 */
export async function openVision(pack?: string): Promise<Vision> {
  const folder = await resolvePack(pack, process.env["SOURIRE_MODELS"]);
  const opened = await openPackFolder(folder);
  const runtime = await createOnnxRuntime();
  try {
    const pipeline = await createFacePipeline({ pack: opened, runtime });
    return {
      folder,
      pack: opened,
      runtime,
      pipeline,
      [Symbol.asyncDispose]: () => disposeAll([runtime, pipeline]),
    };
  } catch (cause) {
    await runtime[Symbol.asyncDispose]();
    throw cause;
  }
}

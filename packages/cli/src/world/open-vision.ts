import {
  createFacePipeline,
  disposeAll,
  type FacePipeline,
  type InferenceRuntime,
  type ModelPack,
} from "@sourire/core";
import { resolvePack } from "@sourire/models";
import { createOnnxRuntime } from "@sourire/node";

/** The networks of one pack, open and ready. */
export interface Vision extends AsyncDisposable {
  /** Where the pack lies: a folder. */
  readonly location: string;
  /** The pack. */
  readonly pack: ModelPack;
  /** What runs it. */
  readonly runtime: InferenceRuntime;
  /** What looks at frames. */
  readonly pipeline: FacePipeline;
}

/**
 * Finds a pack and opens its networks.
 * @param pack - a name or a folder; the chosen pack, or else the first one found, where it is not given
 * @throws {SourireError} `MODEL_*`, `RUNTIME_UNAVAILABLE`
 */
export async function openVision(pack?: string): Promise<Vision> {
  const found = await resolvePack(pack);
  const opened = await found.open();
  const runtime = await createOnnxRuntime();
  try {
    const pipeline = await createFacePipeline({ pack: opened, runtime });
    return {
      location: found.location,
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

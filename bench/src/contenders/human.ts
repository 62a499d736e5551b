import { join } from "node:path";
import { type Contender, usableLength } from "./contender.js";
import { serveModels } from "./model-server.js";
import {
  loadPeer,
  packageFolder,
  type TensorFlow,
  tensorFlowBackend,
  tensorFlowWasmFolder,
} from "./peer-packages.js";
import { rgbOf } from "./rgb-of.js";

interface HumanModule {
  readonly Human: new (config: object) => HumanLibrary;
}

interface HumanLibrary {
  readonly version: string;
  readonly tf: TensorFlow;
  load(): Promise<void>;
  detect(tensor: unknown): Promise<HumanResult>;
}

interface HumanResult {
  readonly face: readonly HumanFace[];
  /** Milliseconds by the name of the step. */
  readonly performance: Readonly<Record<string, number>>;
  readonly error: string | null;
}

interface HumanFace {
  readonly mesh: readonly unknown[];
  readonly embedding?: readonly number[];
  /** Probability that it is no picture of a face. */
  readonly real?: number;
}

const OFF = { enabled: false };
/** Nothing is skipped because the frame before was alike. */
const EACH_FRAME = { enabled: true, skipFrames: 0, skipTime: 0 };

/**
 * Human, set to the same work as ours: detector, mesh, embedding and one of its two networks against
 * pictures of faces (it advises both; ours runs one).
 * @throws {Error} when the package is not installed
 */
export async function openHuman(): Promise<Contender> {
  const folder = packageFolder("@vladmandic/human");
  const { Human } = loadPeer(join(folder, "human.node-wasm.js")) as HumanModule;
  const server = await serveModels(join(folder, "..", "models"));
  const human = new Human(config(server.url));
  await human.load();
  return {
    about: {
      name: "Human",
      version: human.version,
      backend: tensorFlowBackend(human.tf),
      work: "detector, mesh, embedding (faceres), antispoof",
    },
    async look(picture) {
      const start = performance.now();
      const { width, height } = picture;
      // it also takes RGBA, and then needs 80 ms more to drop the alpha by itself
      const rgb = rgbOf(picture, new Float32Array(width * height * 3));
      const tensor = human.tf.tensor4d(rgb, [1, height, width, 3], "float32");
      const input = performance.now() - start;
      const result = await human.detect(tensor);
      human.tf.dispose(tensor);
      const ms = performance.now() - start;
      if (result.error) throw new Error(`Human: ${result.error}`);
      const judged = result.face.filter(({ real }) => real !== undefined);
      return {
        ms,
        stagesMs: { input },
        faces: judged.length,
        landmarks: judged[0]?.mesh.length ?? 0,
        dimensions: usableLength(judged[0]?.embedding),
      };
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

function config(modelBasePath: string): object {
  return {
    debug: false,
    backend: "wasm",
    wasmPath: tensorFlowWasmFolder(),
    modelBasePath,
    cacheSensitivity: 0,
    filter: OFF,
    gesture: OFF,
    body: OFF,
    hand: OFF,
    object: OFF,
    segmentation: OFF,
    face: {
      enabled: true,
      detector: { ...EACH_FRAME, maxDetected: 1, rotation: false, return: false },
      mesh: EACH_FRAME,
      description: EACH_FRAME,
      antispoof: EACH_FRAME,
      iris: OFF,
      attention: OFF,
      emotion: OFF,
      liveness: OFF,
    },
  };
}

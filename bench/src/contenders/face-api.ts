import { join } from "node:path";
import { type Contender, usableLength } from "./contender.js";
import {
  loadPeer,
  packageFolder,
  type TensorFlow,
  tensorFlowBackend,
  tensorFlowWasmFolder,
} from "./peer-packages.js";
import { rgbOf } from "./rgb-of.js";

interface FaceApi {
  readonly version: string;
  readonly tf: TensorFlow;
  readonly nets: Readonly<
    Record<string, { loadFromDisk(folder: string): Promise<void> } | undefined>
  >;
  readonly SsdMobilenetv1Options: new (options: object) => object;
  readonly TinyFaceDetectorOptions: new (options: object) => object;
  detectSingleFace(tensor: unknown, options: object): FaceTask;
}

interface FaceTask {
  withFaceLandmarks(): { withFaceDescriptor(): Promise<FaceResult | undefined> };
}

interface FaceResult {
  readonly landmarks: { readonly positions: readonly unknown[] };
  readonly descriptor: Float32Array;
}

interface WasmBackend {
  setWasmPaths(folder: string): void;
}

/** Its two detectors: the accurate one and the fast one at its own default size, 416. */
const DETECTORS = {
  ssd: { net: "ssdMobilenetv1", title: "SSD MobileNet v1" },
  tiny: { net: "tinyFaceDetector", title: "tiny face detector 416" },
} as const;

/**
 * face-api in its best-known order: detector, 68 landmarks, recognition. It has no mesh and no network
 * against pictures of faces, so it does less than the others.
 * @throws {Error} when the package is not installed
 */
export async function openFaceApi(detector: keyof typeof DETECTORS): Promise<Contender> {
  const { net, title } = DETECTORS[detector];
  const folder = packageFolder("@vladmandic/face-api");
  const backend = loadPeer("@tensorflow/tfjs-backend-wasm") as WasmBackend;
  backend.setWasmPaths(tensorFlowWasmFolder());
  const faceApi = loadPeer(join(folder, "face-api.node-wasm.js")) as FaceApi;
  const { tf } = faceApi;
  await tf.setBackend("wasm");
  await tf.ready();
  for (const name of [net, "faceLandmark68Net", "faceRecognitionNet"]) {
    await faceApi.nets[name]?.loadFromDisk(join(folder, "..", "model"));
  }
  const options =
    detector === "ssd"
      ? new faceApi.SsdMobilenetv1Options({ minConfidence: 0.5, maxResults: 1 })
      : new faceApi.TinyFaceDetectorOptions({ inputSize: 416 });
  return {
    about: {
      name: `face-api (${title})`,
      version: faceApi.version,
      backend: tensorFlowBackend(tf),
      work: `${title}, 68 landmarks, embedding; no mesh, no antispoof`,
    },
    async look(picture) {
      const start = performance.now();
      const { width, height } = picture;
      const rgb = rgbOf(picture, new Int32Array(width * height * 3));
      const tensor = tf.tensor3d(rgb, [height, width, 3], "int32");
      const input = performance.now() - start;
      const face = await faceApi
        .detectSingleFace(tensor, options)
        .withFaceLandmarks()
        .withFaceDescriptor();
      tf.dispose(tensor);
      return {
        ms: performance.now() - start,
        stagesMs: { input },
        faces: face ? 1 : 0,
        landmarks: face?.landmarks.positions.length ?? 0,
        dimensions: usableLength(face?.descriptor),
      };
    },
    async [Symbol.asyncDispose]() {},
  };
}

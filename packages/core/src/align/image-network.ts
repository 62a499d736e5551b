import { Tensor } from "onnxruntime-common";
import { SourireError } from "../kernel/errors.js";
import type { PixelImage } from "../kernel/frame.js";
import type { Affine } from "../kernel/geometry.js";
import type { ModelSession } from "../runtime/inference-runtime.js";
import type { ModelFile } from "../runtime/model-pack.js";
import { warpToTensor } from "./warp.js";
import type { Border } from "./warp-plan.js";

/** A network that is fed with a crop of a picture. */
export interface ImageNetwork extends AsyncDisposable {
  /**
   * Cuts the crop, normalises it as the manifest says and runs the network. Calls queue: the input buffer is
   * one, and the picture must stay as it is until the promise settles.
   * @param map - from pixels of the crop to pixels of the picture
   * @param border - what lies beyond the picture
   * @returns the outputs, in the order that was asked for at creation; fresh arrays
   * @throws {SourireError} `FRAME_INVALID`, `MODEL_OUTPUT_INVALID`
   * @throws {TypeError} after disposal
   */
  run(image: PixelImage, map: Affine, border: Border): Promise<readonly Float32Array[]>;
}

/**
 * Joins an open network with the contract of its file.
 *
 * @param session - owned from here on: released on disposal
 * @param file - its entry in the manifest
 * @param side - the square input that the caller's decoding is made for, pixels
 * @param sizes - number of values of each output that is wanted; sizes tell a network's outputs apart
 * @throws {SourireError} `MODEL_MANIFEST_INVALID` when the file is not the network that was expected
 */
export function createImageNetwork(
  session: ModelSession,
  file: ModelFile,
  side: number,
  sizes: readonly number[],
): ImageNetwork {
  const { input } = file;
  const names = sizes.map((size) => outputName(session, file, size));
  if (input.width !== side || input.height !== side || !session.inputNames.includes(input.name)) {
    throw new SourireError(
      "MODEL_MANIFEST_INVALID",
      `${file.path}: input is not ${side} x ${side}`,
    );
  }
  const data = new Float32Array(3 * side * side);
  const feeds = { [input.name]: new Tensor("float32", data, [1, 3, side, side]) };
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work);
    last = mine.catch(() => undefined); // the caller gets the failure; the next in line does not
    return mine;
  };
  return {
    async run(image, map, border) {
      if (closed) throw new TypeError(`${file.path} was closed`);
      return inTurn(async () => {
        warpToTensor(image, map, input, border, data);
        const results = await session.run(feeds, names);
        return names.map((name, i) => readOutput(file, results[name], sizes[i] as number));
      });
    },
    async [Symbol.asyncDispose]() {
      if (closed) return;
      closed = true;
      await last;
      data.fill(0); // the last face
      await session.release();
    },
  };
}

function outputName(session: ModelSession, file: ModelFile, size: number): string {
  const output = file.outputs.find(({ shape }) => shape.reduce((a, b) => a * b, 1) === size);
  if (!output || !session.outputNames.includes(output.name)) {
    throw new SourireError("MODEL_MANIFEST_INVALID", `${file.path}: no output of ${size} values`);
  }
  return output.name;
}

function readOutput(
  file: ModelFile,
  tensor: { readonly data: unknown } | undefined,
  size: number,
): Float32Array {
  const values = tensor?.data;
  if (!(values instanceof Float32Array) || values.length !== size) {
    throw new SourireError("MODEL_OUTPUT_INVALID", `${file.path} did not answer ${size} numbers`);
  }
  for (const value of values) {
    if (!Number.isFinite(value)) {
      throw new SourireError("MODEL_OUTPUT_INVALID", `${file.path} answered a value not finite`);
    }
  }
  return values;
}

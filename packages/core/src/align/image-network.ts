import { Tensor } from "onnxruntime-common";
import { SourireError } from "../kernel/errors.js";
import type { PixelImage } from "../kernel/frame.js";
import type { Affine } from "../kernel/geometry.js";
import type { ModelSession } from "../runtime/inference-runtime.js";
import type { ModelFile } from "../runtime/model-pack.js";
import { createWarp } from "./warp.js";
import type { Border, CropFilter } from "./warp-plan.js";

/** A network that is fed with crops of a picture. */
export interface ImageNetwork extends AsyncDisposable {
  /**
   * Cuts the crop, normalises it as the manifest says and runs the network. Calls queue: the input buffer is
   * one, and the picture must stay as it is until the promise settles.
   * @param crop - what to cut out
   * @param size - of the input, pixels; the manifest's where it is not given
   * @returns the outputs, in the order that was asked for at creation; fresh arrays
   * @throws {SourireError} `FRAME_INVALID`, `MODEL_OUTPUT_INVALID`
   * @throws {TypeError} after disposal
   * @throws {RangeError} when the network does not take that size
   */
  run(image: PixelImage, crop: Crop, size?: InputSize): Promise<readonly Float32Array[]>;
  /**
   * Several crops of one picture: in one run where the manifest says that the network takes a batch, else
   * one after the other.
   * @returns the outputs of each crop, in the order of the crops
   * @throws as {@link ImageNetwork.run}
   */
  runAll(image: PixelImage, crops: readonly Crop[]): Promise<readonly (readonly Float32Array[])[]>;
}

/** A part of a picture. */
export interface Crop {
  /** From pixels of the crop to pixels of the picture. */
  readonly map: Affine;
  /** What lies beyond the picture. */
  readonly border: Border;
  /** See `CropContract`. @defaultValue `"mean"` */
  readonly filter?: CropFilter;
}

/** Size of a network's input, pixels. */
interface InputSize {
  /** >= 1. */
  readonly width: number;
  /** >= 1. */
  readonly height: number;
}

/** Names an output: by its name, or by its number of values where that tells it apart. */
export type OutputChoice = string | number;

/**
 * Joins an open network with the contract of its file.
 *
 * @param session - owned from here on: released on disposal
 * @param file - its entry in the manifest
 * @param side - the square input that the caller's decoding is made for, pixels
 * @param choices - the outputs that are wanted
 * @throws {SourireError} `MODEL_MANIFEST_INVALID` when the file is not the network that was expected
 */
export function createImageNetwork(
  session: ModelSession,
  file: ModelFile,
  side: number,
  choices: readonly OutputChoice[],
): ImageNetwork {
  const { input } = file;
  const outputs = choices.map((choice) => chooseOutput(session, file, choice));
  const names = outputs.map(({ name }) => name);
  if (input.width !== side || input.height !== side || !session.inputNames.includes(input.name)) {
    throw new SourireError(
      "MODEL_MANIFEST_INVALID",
      `${file.path}: input is not ${side} x ${side}`,
    );
  }
  const feed = createFeed(file);
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    if (closed) return Promise.reject(new TypeError(`${file.path} was closed`));
    const mine = last.then(work);
    last = mine.catch(() => undefined); // the caller gets the failure; the next in line does not
    return mine;
  };
  const runNow = async (
    image: PixelImage,
    crops: readonly Crop[],
    size: InputSize,
  ): Promise<readonly (readonly Float32Array[])[]> => {
    const tensor = feed.fill(image, crops, size);
    const results = await session.run({ [input.name]: tensor }, names);
    const share = (size.width * size.height) / (input.width * input.height);
    const whole = outputs.map(({ name, length }) =>
      readOutput(file, results[name], length * share * crops.length),
    );
    return crops.map((_, i) => whole.map((values) => nth(values, i, crops.length)));
  };
  return {
    async run(image, crop, size = input) {
      const [answer] = await inTurn(() => runNow(image, [crop], size));
      return answer as readonly Float32Array[];
    },
    runAll: (image, crops) =>
      inTurn(async () => {
        if (crops.length === 0) return [];
        if (input.batch) return runNow(image, crops, input);
        const answers: (readonly Float32Array[])[] = [];
        for (const crop of crops) answers.push(...(await runNow(image, [crop], input)));
        return answers;
      }),
    async [Symbol.asyncDispose]() {
      if (closed) return;
      closed = true;
      await last;
      feed.wipe();
      await session.release();
    },
  };
}

/** The network's input: one buffer, used again for every run. */
function createFeed({ path, input }: ModelFile) {
  let data = new Float32Array(3 * input.width * input.height);
  let tensor: Tensor | undefined;
  const warp = createWarp();
  const tensorFor = (count: number, { width, height }: InputSize): Tensor => {
    const [n, , h, w] = tensor?.dims ?? [];
    if (tensor && n === count && h === height && w === width) return tensor;
    const { sizeStep = 0 } = input;
    const usual = width === input.width && height === input.height;
    if (!usual && !(sizeStep > 0 && width % sizeStep === 0 && height % sizeStep === 0)) {
      throw new RangeError(`${path} takes no input of ${width} x ${height}`);
    }
    const length = count * 3 * width * height;
    if (data.length < length) data = new Float32Array(length);
    tensor = new Tensor("float32", data.subarray(0, length), [count, 3, height, width]);
    return tensor;
  };
  return {
    fill(image: PixelImage, crops: readonly Crop[], size: InputSize): Tensor {
      const filled = tensorFor(crops.length, size);
      const { width, height } = size;
      const { colour, mean, scale } = input;
      const length = 3 * width * height;
      for (const [i, { map, border, filter = "mean" }] of crops.entries()) {
        const part = data.subarray(i * length, (i + 1) * length);
        warp(image, map, { width, height, colour, mean, scale, filter }, border, part);
      }
      return filled;
    },
    /** The last face must not stay in memory. */
    wipe: () => void data.fill(0),
  };
}

function chooseOutput(
  session: ModelSession,
  { path, outputs }: ModelFile,
  choice: OutputChoice,
): { readonly name: string; readonly length: number } {
  for (const { name, shape } of outputs) {
    const length = shape.reduce((a, b) => a * b, 1);
    if (choice !== name && choice !== length) continue;
    if (session.outputNames.includes(name)) return { name, length };
  }
  const wanted = typeof choice === "number" ? `of ${choice} values` : choice;
  throw new SourireError("MODEL_MANIFEST_INVALID", `${path}: no output ${wanted}`);
}

function nth(values: Float32Array, i: number, count: number): Float32Array {
  if (count === 1) return values;
  const length = values.length / count;
  return values.subarray(i * length, (i + 1) * length);
}

function readOutput(
  file: ModelFile,
  tensor: { readonly data: unknown } | undefined,
  length: number,
): Float32Array {
  const values = tensor?.data;
  if (!(values instanceof Float32Array) || values.length !== length) {
    throw new SourireError("MODEL_OUTPUT_INVALID", `${file.path} did not answer ${length} numbers`);
  }
  // a number minus itself is 0 only where it is finite; a detector answers twenty thousand of them a frame
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] as number) - (values[i] as number);
  if (sum !== 0) {
    throw new SourireError("MODEL_OUTPUT_INVALID", `${file.path} answered a value not finite`);
  }
  return values;
}

import { SourireError } from "@sourire/core";
import { float16ToNumber } from "./float16.js";
import { fieldsOf, listOf, numberOf, numbersOf, textOf } from "./json.js";

/** A constant of a TensorFlow.js model. */
export interface TfjsWeight {
  /** As TensorFlow orders it (height, width, channels ...). */
  readonly shape: readonly number[];
  /** Row by row, widened to float32 or int32. */
  readonly values: Float32Array | Int32Array;
}

type WeightField = "name" | "shape" | "dtype" | "quantization";

/** A constant whose values are float32. */
export interface FloatWeight extends TfjsWeight {
  /** Row by row. */
  readonly values: Float32Array;
}

/** How the numbers of one weight lie in the file: bytes of each, and how to read it. */
interface Encoding {
  readonly bytes: number;
  readonly read: (view: DataView, offset: number) => number;
}

/**
 * Reads the weights that a manifest describes.
 * @param manifest - the `weightsManifest` of a graph model, or a weights manifest file
 * @param data - the weight files of the manifest, joined in its order
 * @returns weights by name
 * @throws {SourireError} `MODEL_CONVERSION_UNSUPPORTED` for an element type that is not known here, or
 * when the file is shorter or longer than the manifest says
 * @see https://github.com/tensorflow/tfjs/blob/master/tfjs-core/src/io/types.ts (WeightsManifestEntry)
 */
export function readWeights(manifest: unknown, data: Uint8Array): ReadonlyMap<string, TfjsWeight> {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const weights = new Map<string, TfjsWeight>();
  let offset = 0;
  for (const group of listOf(manifest, "weightsManifest")) {
    for (const entry of listOf(fieldsOf<"weights">(group, "group").weights, "weights")) {
      const fields = fieldsOf<WeightField>(entry, "weight");
      const name = textOf(fields.name, "name");
      const shape = numbersOf(fields.shape, name);
      const count = shape.reduce((product, size) => product * size, 1);
      const { bytes, read } = encodingOf(name, fields);
      if (offset + count * bytes > data.length) throw wrongSize(`ends within ${name}`);
      const values = fields.dtype === "int32" ? new Int32Array(count) : new Float32Array(count);
      for (let i = 0; i < count; i++) values[i] = read(view, offset + i * bytes);
      weights.set(name, { shape, values });
      offset += count * bytes;
    }
  }
  if (offset !== data.length) throw wrongSize(`has ${data.length - offset} bytes too many`);
  return weights;
}

/** The same constant in float32, which is what ONNX operators here compute in. */
export function toFloatWeight({ shape, values }: TfjsWeight): FloatWeight {
  return { shape, values: values instanceof Float32Array ? values : Float32Array.from(values) };
}

const PLAIN: Readonly<Record<string, Encoding>> = {
  float32: { bytes: 4, read: (view, offset) => view.getFloat32(offset, true) },
  int32: { bytes: 4, read: (view, offset) => view.getInt32(offset, true) },
};

function encodingOf(name: string, fields: { readonly [P in WeightField]?: unknown }): Encoding {
  const type = textOf(fields.dtype, name);
  const plain = PLAIN[type];
  if (!plain) throw unsupported(name, type);
  if (fields.quantization === undefined) return plain;
  const quantization = fieldsOf<"dtype" | "scale" | "min">(fields.quantization, name);
  const stored = textOf(quantization.dtype, name);
  if (type === "float32" && stored === "float16") {
    return { bytes: 2, read: (view, offset) => float16ToNumber(view.getUint16(offset, true)) };
  }
  if (type === "float32" && stored === "uint8") {
    const scale = numberOf(quantization.scale, name);
    const min = numberOf(quantization.min, name);
    return { bytes: 1, read: (view, offset) => view.getUint8(offset) * scale + min };
  }
  throw unsupported(name, `${stored} for ${type}`);
}

function unsupported(name: string, type: string): SourireError {
  return new SourireError("MODEL_CONVERSION_UNSUPPORTED", `weight ${name}: element type ${type}`);
}

function wrongSize(what: string): SourireError {
  return new SourireError("MODEL_CONVERSION_UNSUPPORTED", `the weight file ${what}`);
}

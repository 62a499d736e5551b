import type { ModelMessage } from "./messages.js";
import { modelProtoType } from "./schema.js";

/**
 * Writes a network as the bytes of an ONNX file. The same network gives the same bytes.
 * @throws {TypeError} when a field has the wrong type
 */
export function encodeModel(model: ModelMessage): Uint8Array {
  const type = modelProtoType();
  const wrong = type.verify({ ...model });
  if (wrong !== null) throw new TypeError(`not an ONNX model: ${wrong}`);
  return Uint8Array.from(type.encode({ ...model }).finish());
}

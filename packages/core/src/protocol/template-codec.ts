import { base64url } from "../kernel/bytes.js";
import type { SecretEmbedding } from "../kernel/embedding.js";
import { SourireError } from "../kernel/errors.js";

/** How far a template's length may be from one; float32 rounding of 4,096 squares stays below 1e-4. */
const NORM_TOLERANCE = 1e-3;

/**
 * Writes an embedding as it travels in evidence and templates: float32, little endian, base64url.
 * @param embedding - shape `[d]`, L2-normalised
 */
export function encodeTemplate(embedding: SecretEmbedding | Float32Array): string {
  if ("reveal" in embedding) return embedding.reveal(encodeTemplate);
  const view = new DataView(new ArrayBuffer(embedding.length * 4));
  embedding.forEach((value, i) => {
    view.setFloat32(i * 4, value, true);
  });
  return base64url.encode(new Uint8Array(view.buffer));
}

/**
 * Reads what {@link encodeTemplate} wrote.
 * @param dimensions - what the space demands
 * @returns shape `[dimensions]`, finite, of length one within 1e-3
 * @throws {SourireError} `TOKEN_CLAIM_INVALID` on anything else, without a value in the message
 */
export function decodeTemplate(text: string, dimensions: number): Float32Array {
  const bytes = decodeBytes(text);
  if (bytes.length !== dimensions * 4) throw invalid(`does not have ${dimensions} dimensions`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const vector = new Float32Array(dimensions);
  let squares = 0;
  for (let i = 0; i < dimensions; i++) {
    const value = view.getFloat32(i * 4, true);
    vector[i] = value;
    squares += value * value;
  }
  // NaN and infinities fail this comparison too
  if (!(Math.abs(Math.sqrt(squares) - 1) <= NORM_TOLERANCE)) throw invalid("is not of length one");
  return vector;
}

function decodeBytes(text: string): Uint8Array {
  try {
    return base64url.decode(text);
  } catch (cause) {
    throw new SourireError("TOKEN_CLAIM_INVALID", "claim template is not base64url", { cause });
  }
}

function invalid(what: string): SourireError {
  return new SourireError("TOKEN_CLAIM_INVALID", `claim template ${what}`);
}

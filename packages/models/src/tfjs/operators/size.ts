import { unsupported } from "../context.js";
import type { TfjsNode } from "../graph-model.js";

/** Takes a shape of rank 4 apart. @throws {SourireError} `MODEL_CONVERSION_UNSUPPORTED` */
export function size4(
  node: TfjsNode,
  shape: readonly number[],
): readonly [number, number, number, number] {
  const [a, b, c, d, ...more] = shape;
  if (a === undefined || b === undefined || c === undefined || d === undefined || more.length) {
    throw unsupported(node, `a shape of [${shape}] where four sizes are needed`);
  }
  return [a, b, c, d];
}

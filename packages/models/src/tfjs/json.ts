import { SourireError } from "@sourire/core";

/**
 * The fields of a JSON object, each of them unknown and perhaps absent.
 * @param where - for the message
 * @throws {SourireError} `MODEL_CONVERSION_UNSUPPORTED`
 * @example fieldsOf<"name" | "op">(raw, "node").name
 */
export function fieldsOf<K extends string>(
  value: unknown,
  where: string,
): { readonly [P in K]?: unknown } {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as { readonly [P in K]?: unknown };
  }
  throw notA("an object", where);
}

/** A JSON list. @throws {SourireError} `MODEL_CONVERSION_UNSUPPORTED` */
export function listOf(value: unknown, where: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw notA("a list", where);
}

/** A JSON string. @throws {SourireError} `MODEL_CONVERSION_UNSUPPORTED` */
export function textOf(value: unknown, where: string): string {
  if (typeof value === "string") return value;
  throw notA("a text", where);
}

/** A JSON number. @throws {SourireError} `MODEL_CONVERSION_UNSUPPORTED` */
export function numberOf(value: unknown, where: string): number {
  if (typeof value === "number") return value;
  throw notA("a number", where);
}

/** A JSON list of numbers. @throws {SourireError} `MODEL_CONVERSION_UNSUPPORTED` */
export function numbersOf(value: unknown, where: string): readonly number[] {
  return listOf(value, where).map((item) => numberOf(item, where));
}

function notA(kind: string, where: string): SourireError {
  return new SourireError("MODEL_CONVERSION_UNSUPPORTED", `${where} is not ${kind}`);
}

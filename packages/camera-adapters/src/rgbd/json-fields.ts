import { SourireError } from "@sourire/core";

/** An object of unknown fields. */
export type JsonRecord = Readonly<Record<string, unknown>>;

/** The fault of everything here. */
export function invalid(message: string, options?: ErrorOptions): SourireError {
  return new SourireError("CALIBRATION_INVALID", message, options);
}

/**
 * @param names - of its fields; any other is refused, because a field that is spelt wrong would be a lens without distortion
 * @throws {SourireError} `CALIBRATION_INVALID`
 */
export function record(value: unknown, at: string, names: readonly string[]): JsonRecord {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw invalid(`${at}: need an object`);
  }
  for (const name of Object.keys(value)) {
    if (!names.includes(name)) throw invalid(`${at}: unknown field ${JSON.stringify(name)}`);
  }
  return value as JsonRecord;
}

/** @throws {SourireError} `CALIBRATION_INVALID` */
export function finite(value: unknown, at: string): number {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw invalid(`${at}: need a number`);
}

/** @throws {SourireError} `CALIBRATION_INVALID` */
export function wholePixels(value: unknown, at: string): number {
  if (Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MAX_SIDE) {
    return Number(value);
  }
  throw invalid(`${at}: need 1 to ${MAX_SIDE} whole pixels`);
}
/** A side that no depth camera reaches; tables for more would fill the memory. */
const MAX_SIDE = 8192;

/**
 * Three of something.
 * @throws {SourireError} `CALIBRATION_INVALID`
 */
export function triple<T>(
  value: unknown,
  at: string,
  parse: (entry: unknown, at: string) => T,
): readonly [T, T, T] {
  if (!Array.isArray(value) || value.length !== 3) throw invalid(`${at}: need three entries`);
  const [a, b, c]: readonly unknown[] = value;
  return [parse(a, `${at}[0]`), parse(b, `${at}[1]`), parse(c, `${at}[2]`)];
}

/** @throws {SourireError} `CALIBRATION_INVALID` */
export function oneOf<T>(value: unknown, at: string, values: readonly T[]): T {
  const found = values.find((known) => known === value);
  if (found === undefined) throw invalid(`${at}: need one of ${values.join(", ")}`);
  return found;
}

/** @throws {SourireError} `CALIBRATION_INVALID` */
export function printable(value: unknown, at: string): string {
  if (typeof value === "string" && /^[^\p{C}]{1,200}$/u.test(value)) return value;
  throw invalid(`${at}: need 1 to 200 printable characters`);
}

/** The field where it is there, as an object to spread. */
export function optional<Name extends string, T>(
  fields: JsonRecord,
  name: Name,
  parse: (value: unknown, at: string) => T,
): { readonly [K in Name]?: T } {
  if (fields[name] === undefined) return {};
  return { [name]: parse(fields[name], name) } as { [K in Name]: T };
}

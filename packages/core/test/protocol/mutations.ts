/** One changed claim. */
export interface Mutation {
  /** Which claim and how: `payee.name: other value`. */
  readonly name: string;
  /** The claims with that one change. */
  readonly claims: Record<string, unknown>;
}

type Path = readonly (string | number)[];

/** Every claim in turn, nested ones too: another value, another type, removed; and one added to each object. */
export function mutationsOf(claims: object): Mutation[] {
  return pathsOf(claims).flatMap((path) => changesAt(claims, path));
}

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  const below = keys.flatMap((key) =>
    pathsOf((value as Record<string | number, unknown>)[key], [...path, key]),
  );
  return [path, ...below];
}

function changesAt(claims: object, path: Path): Mutation[] {
  const value = path.reduce<unknown>(
    (at, key) => (at as Record<string | number, unknown>)[key],
    claims,
  );
  const name = path.join(".") || "(claims)";
  const changes: [string, unknown][] =
    path.length === 0 ? [] : [["removed", REMOVED], ...otherTypes(value), ...otherValues(value)];
  if (typeof value === "object" && value !== null) changes.push(["one added", withOneMore(value)]);
  return changes.map(([what, to]) => ({
    name: `${name}: ${what}`,
    claims: set(claims, path, to) as Record<string, unknown>,
  }));
}

const REMOVED = Symbol("removed");

function otherTypes(value: unknown): [string, unknown][] {
  const types: [string, unknown][] = [
    ["null", null],
    ["a number", 12.5],
    ["a string", "another"],
    ["a boolean", true],
    ["an object", { x: 1 }],
    ["an array", ["x"]],
  ];
  return types.filter(([, other]) => kindOf(other) !== kindOf(value));
}

function otherValues(value: unknown): [string, unknown][] {
  if (typeof value === "number")
    return [
      ["one more", value + 1],
      ["negative", -1 - value],
    ];
  if (typeof value === "boolean") return [["inverted", !value]];
  if (typeof value === "string") {
    const other = value.startsWith("A") ? "B" : "A";
    return [
      ["other first letter", other + value.slice(1)],
      ["empty", ""],
    ];
  }
  const empty = Array.isArray(value) ? [] : {};
  return Object.keys(value ?? {}).length > 0 ? [["emptied", empty]] : [];
}

function withOneMore(value: object): unknown {
  return Array.isArray(value) ? [...value, value[0]] : { ...value, added: "by a stranger" };
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function set(at: unknown, path: Path, to: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return to;
  if (Array.isArray(at)) {
    const copy = at.map((old, i) => (i === key ? set(old, rest, to) : old));
    return copy.filter((entry) => entry !== REMOVED);
  }
  const copy = Object.entries(at as object).map(([k, v]) => [k, k === key ? set(v, rest, to) : v]);
  return Object.fromEntries(copy.filter(([, v]) => v !== REMOVED));
}

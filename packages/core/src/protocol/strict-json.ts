/**
 * Parses JSON and refuses what two parsers could read in two ways: a name that stands twice in one
 * object (`JSON.parse` keeps the last, others the first) and the name `__proto__`.
 * @throws {SyntaxError}
 * @see RFC 8259 section 4; RFC 7519 section 4; RFC 8725 section 2.4
 */
export function parseStrictJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  refuseRepeatedNames(text);
  return value;
}

/** Walks over text that is known to be JSON: only strings and structure matter. */
function refuseRepeatedNames(text: string): void {
  const open: (Set<string> | undefined)[] = [];
  let nameNext = false;
  for (const [token] of text.matchAll(/"(?:[^"\\]+|\\.)*"|[{}[\],]/g)) {
    if (token === "{") {
      open.push(new Set());
      nameNext = true;
    } else if (token === "[") {
      open.push(undefined);
      nameNext = false;
    } else if (token === "}" || token === "]") {
      open.pop();
      nameNext = false;
    } else if (token === ",") {
      nameNext = open.at(-1) !== undefined;
    } else if (nameNext) {
      addName(open.at(-1), JSON.parse(token) as string);
      nameNext = false;
    }
  }
}

function addName(names: Set<string> | undefined, name: string): void {
  if (names?.has(name)) throw new SyntaxError("a name stands twice in one object");
  if (name === "__proto__") throw new SyntaxError("the name __proto__ is not allowed");
  names?.add(name);
}

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseStrictJson } from "../../src/protocol/strict-json.js";

describe("parseStrictJson", () => {
  it("reads what JSON.parse reads", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        if (text.includes("__proto__")) return;
        expect(parseStrictJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it("finds any name that stands twice, at any depth and however it is escaped", () => {
    const name = fc.string({ minLength: 1, maxLength: 8 }).filter((n) => n !== "__proto__");
    fc.assert(
      fc.property(
        name,
        fc.jsonValue({ maxDepth: 1 }),
        fc.nat(5),
        fc.boolean(),
        (n, value, depth, escaped) => {
          const other = escaped ? `"${escapeAll(n)}"` : JSON.stringify(n);
          const twice = `{${JSON.stringify(n)}: 1 , ${other}:${safe(value)}}`;
          const text = `${'[{"x":'.repeat(depth)}${twice}${"}]".repeat(depth)}`;
          JSON.parse(text);
          expect(() => parseStrictJson(text)).toThrow(SyntaxError);
        },
      ),
    );
  });

  it.each([
    '{"a":{"a":{"a":1}},"b":[{"a":1},{"a":1}]}',
    '{"a":"a","b":"a","c":["a","a"]}',
    '{"a":"{\\"a\\":1,\\"a\\":2}"}',
    '{"a\\\\":1,"a":2}',
    '{"":1," ":2}',
    "[[],{},[]]",
  ])("does not mistake %s", (text) => {
    expect(parseStrictJson(text)).toEqual(JSON.parse(text));
  });

  it("refuses __proto__, and what is no JSON", () => {
    for (const text of ['{"__proto__":1}', '{"a":{"__pr\\u006fto__":1}}', "{", "", "'a'"]) {
      expect(() => parseStrictJson(text)).toThrow(SyntaxError);
    }
    expect(parseStrictJson('["__proto__"]')).toEqual(["__proto__"]);
  });

  it("stays linear: a megabyte of escapes within a second", () => {
    const text = JSON.stringify({ a: '\\"'.repeat(250_000) });
    const start = performance.now();
    parseStrictJson(text);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

const escapeAll = (text: string): string =>
  Array.from(
    { length: text.length },
    (_, i) => `\\u${text.charCodeAt(i).toString(16).padStart(4, "0")}`,
  ).join("");
const safe = (value: unknown): string =>
  JSON.stringify(value).includes("__proto__") ? "0" : JSON.stringify(value);

import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson, digestJson, tokenDigest } from "../../src/protocol/digest.js";
import { anyText } from "./fixtures.js";

const leaf = fc.oneof(anyText, fc.double(), fc.boolean(), fc.constant(null));
const members = fc.oneof(leaf, fc.array(leaf), fc.dictionary(anyText, leaf));
const anyJson = fc.oneof(members, fc.array(members), fc.dictionary(anyText, members));
const sha256 = (text: string): string => createHash("sha256").update(text).digest("base64url");

describe("tokenDigest", () => {
  it("is SHA-256 of the compact form", async () => {
    expect(await tokenDigest("a.b.c")).toBe(sha256("a.b.c"));
    expect(await tokenDigest("a.b.c")).toHaveLength(43);
  });
});

describe("digestJson", () => {
  it("hashes the canonical form of RFC 8785", async () => {
    // the sample of RFC 8785 section 3.2.2, as far as numbers and strings of this subset go
    const value = {
      numbers: [JSON.parse("333333333.33333329"), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000f\nA\'B"\\\\"/',
      literals: [null, true, false],
    };
    const canonical =
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
      '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}';
    expect(canonicalJson(value)).toBe(canonical);
    expect(await digestJson(value)).toBe(sha256(canonical));
  });

  it("sorts names by UTF-16 code units, as RFC 8785 section 3.2.3 does", () => {
    const names = ["\u20ac", "\r", "\ufb33", "1", "\ud83d\ude00", "\u0080", "\u00f6"];
    const value = Object.fromEntries(names.map((name) => [name, 0]));
    const sorted = ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\ud83d\ude00", "\ufb33"];
    expect(Object.keys(JSON.parse(canonicalJson(value))).filter((n) => n !== "1")).toEqual(
      sorted.filter((n) => n !== "1"),
    );
  });

  it("does not depend on the order of names, and loses nothing", () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        const plain = JSON.parse(JSON.stringify(value));
        let text: string;
        try {
          text = canonicalJson(plain);
        } catch {
          return; // a lone surrogate
        }
        expect(JSON.parse(text)).toEqual(plain);
        expect(canonicalJson(reversed(plain))).toBe(text);
      }),
    );
  });

  it.each([
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1n,
    undefined,
    () => 0,
    Symbol("x"),
    new Date(0),
    new Map(),
    new Uint8Array(1),
    "\ud800",
    { "\udc00": 1 },
    [undefined],
  ])("refuses %s", (value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reversed(member)]),
  );
}

import { isSourireError } from "@sourire/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseScript } from "../../../src/simulated/script/parse-script.js";
import { VERBS } from "../../../src/simulated/script/verbs.data.js";

const shape = (text: string) =>
  parseScript(text).steps.map(({ gestures, durationMs, stays }) => [
    gestures.map(({ name, amount }) => `${name} ${amount}`).join(" + "),
    durationMs,
    stays,
  ]);

function refusal(text: string): string {
  try {
    parseScript(text);
  } catch (cause) {
    if (isSourireError(cause)) return `${cause.code}: ${cause.message}`;
    throw cause;
  }
  return "accepted";
}

describe("parseScript", () => {
  it("reads steps, amounts, times and what stays", () => {
    expect(
      shape(`neutral 0.5s, smile 0.8s   # opens friendly
             turn-left 20deg 1s stay, blink + smile 50% 300ms`),
    ).toEqual([
      ["neutral 100", 500, false],
      ["smile 100", 800, false],
      ["turn-left 20", 1000, true],
      ["blink 100 + smile 50", 300, false],
    ]);
    expect(parseScript("smile 0.8s, blink 0.2s").durationMs).toBeCloseTo(1000, 6);
  });

  it("takes an empty script for a payer who rests", () => {
    expect(parseScript(" \n # nothing\n ,")).toEqual({ steps: [], durationMs: 0 });
  });

  it("has sensible amounts and times for every verb", () => {
    for (const name of Object.keys(VERBS)) {
      const [step] = parseScript(name).steps;
      expect(step?.durationMs, name).toBeGreaterThan(0);
      expect(step?.gestures[0]?.amount, name).toBeGreaterThan(0);
    }
  });

  it.each([
    ["grin 1s", /step 1 \("grin 1s"\): unknown verb "grin"/],
    ["neutral, turn-lefd 20deg", /step 2 .*did you mean turn-left\?/],
    ["smile 20deg", /smile takes % and s, not "20deg"/],
    ["turn-left 20", /"20" is no amount/],
    ["turn-left -20deg", /"-20deg" is no amount/],
    ["turn-left 200deg", /goes up to 90deg/],
    ["smile 0s", /a time of 0 to 600 s/],
    ["smile 1e9s", /is no amount/],
    ["smile 601s", /a time of 0 to 600 s/],
    ["smile 50% 60%", /smile takes % and s/],
    ["constructor", /unknown verb/],
    ["smile + ", /unknown verb ""/],
    ["\u0007bell", /unknown verb "\?bell"/],
    ["smile,".repeat(2000), /more than 10000 characters/],
  ])("refuses %j and says why", (text, reason) => {
    expect(refusal(text)).toMatch(/^SCRIPT_INVALID: /);
    expect(refusal(text)).toMatch(reason);
  });

  it("either reads a text or refuses it with SCRIPT_INVALID, never anything else", () => {
    const words = fc.constantFrom(
      ...Object.keys(VERBS),
      "20deg",
      "1s",
      "50%",
      "stay",
      "+",
      ",",
      "x",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(words).map((w) => w.join(" ")),
        ),
        (text) => {
          expect(refusal(text)).toMatch(/^accepted$|^SCRIPT_INVALID: /);
        },
      ),
      { numRuns: 500 },
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseScript } from "../../../src/simulated/script/parse-script.js";
import { createPerformance } from "../../../src/simulated/script/performance.js";
import { VERBS } from "../../../src/simulated/script/verbs.data.js";

const still = (text: string) => createPerformance(parseScript(text), { seed: 1, unrest: 0 });

describe("createPerformance", () => {
  it("plays a gesture within its own step: up, held, down", () => {
    const { at, durationMs } = still("neutral 0.5s, smile 1s, turn-left 20deg 1s");
    expect(durationMs).toBe(2500);
    expect(at(400).expression.smile).toBe(0);
    expect(at(1000).expression.smile).toBe(1);
    expect(at(1500).expression.smile).toBeCloseTo(0, 6);
    expect(at(1000).yaw).toBe(0);
    expect(at(2000).yaw).toBeCloseTo(20, 6);
    expect(at(2500).yaw).toBeCloseTo(0, 6);
    expect(at(99_000).yaw).toBeCloseTo(0, 6);
  });

  it("turns, looks and leans the way that the core measures", () => {
    expect(still("turn-right 15deg 1s").at(500).yaw).toBeCloseTo(-15, 6);
    expect(still("look-up 10deg 1s").at(500).pitch).toBeCloseTo(10, 6);
    expect(still("lean-left 10deg 1s").at(500).roll).toBeCloseTo(10, 6);
    expect(still("come-closer 25% 2s").at(1000).distance).toBeCloseTo(0.8, 6);
    expect(still("step-back 20% 2s").at(1000).distance).toBeCloseTo(1.25, 6);
  });

  it("keeps what stays until neutral ends it", () => {
    const { at } = still("turn-left 20deg 1s stay, smile 1s, neutral 1s");
    expect(at(1900).yaw).toBeCloseTo(20, 6);
    expect(at(3000).yaw).toBeCloseTo(0, 6);
  });

  it("closes both lids in a blink, and opens them again", () => {
    const { at } = still("neutral 1s, blink 0.3s");
    expect(at(1150).expression).toMatchObject({ blinkLeft: 1, blinkRight: 1 });
    expect(at(1301).expression).toMatchObject({ blinkLeft: 0, blinkRight: 0 });
  });

  it("moves the mouth in talking, less than a smile does", () => {
    const { at } = still("talk 3s");
    const moments = Array.from({ length: 200 }, (_, i) => at(200 + 13 * i).expression);
    expect(Math.max(...moments.map(({ mouthOpen }) => mouthOpen))).toBeGreaterThan(0.15);
    expect(Math.max(...moments.map(({ smile }) => smile))).toBeLessThan(0.1);
  });

  it("goes away and darkens the room", () => {
    expect(still("leave 1s").at(500).present).toBe(false);
    expect(still("leave 1s").at(1500).present).toBe(true);
    expect(still("dim 50% 1s").at(500).light).toBeCloseTo(0.5, 6);
  });

  it("stands as still as people do, and the same seed moves the same way", () => {
    const play = (seed: number) => createPerformance(parseScript("neutral 9s"), { seed });
    const moments = Array.from({ length: 100 }, (_, i) => play(7).at(90 * i));
    expect(Math.max(...moments.map(({ yaw }) => Math.abs(yaw)))).toBeGreaterThan(0.1);
    expect(Math.max(...moments.map(({ yaw }) => Math.abs(yaw)))).toBeLessThan(1);
    expect(play(7).at(1234)).toEqual(play(7).at(1234));
    expect(play(7).at(1234)).not.toEqual(play(8).at(1234));
  });

  it("never jumps and never leaves its range, whatever is played", () => {
    const verbs = fc.constantFrom(...Object.keys(VERBS).filter((name) => name !== "leave"));
    const step = fc.tuple(verbs, fc.integer({ min: 300, max: 2000 }), fc.boolean());
    fc.assert(
      fc.property(fc.array(step, { maxLength: 6 }), fc.integer(), (steps, seed) => {
        const text = steps.map(([v, ms, stay]) => `${v} ${ms}ms${stay ? " stay" : ""}`).join();
        const { at, durationMs } = createPerformance(parseScript(text), { seed });
        let before = at(0);
        const widest = { yaw: 0, smile: 0 };
        for (let ms = 5; ms < durationMs + 500; ms += 5) {
          const now = at(ms);
          const { smile, blinkLeft } = now.expression;
          widest.yaw = Math.max(widest.yaw, Math.abs(now.yaw - before.yaw));
          widest.smile = Math.max(widest.smile, Math.abs(smile - before.expression.smile));
          const inRange = Math.min(smile, blinkLeft) >= 0 && Math.max(smile, blinkLeft) <= 1;
          if (!inRange || !(now.distance > 0.4)) throw new Error(`out of range at ${ms} ms`);
          before = now;
        }
        expect(widest.yaw).toBeLessThan(3);
        expect(widest.smile).toBeLessThan(0.15);
      }),
      { numRuns: 40 },
    );
  });
});

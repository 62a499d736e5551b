import { expect, it } from "vitest";
import { createFixedClock } from "../../src/testing/fixed-clock.js";

it("stands still until it is told to move on", () => {
  const clock = createFixedClock(1_700_000_000_000);
  expect([clock.now(), clock.monotonic()]).toEqual([1_700_000_000_000, 0]);
  clock.advance(250.5);
  clock.advance(0);
  expect([clock.now(), clock.monotonic()]).toEqual([1_700_000_000_250.5, 250.5]);
});

it("never goes back", () => {
  const clock = createFixedClock(0);
  for (const ms of [-1, Number.NaN]) expect(() => clock.advance(ms)).toThrow(RangeError);
  expect(clock.monotonic()).toBe(0);
});

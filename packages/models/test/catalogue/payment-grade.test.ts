import type { OperatingPoint } from "@sourire/core";
import { describe, expect, it } from "vitest";
import { isPaymentGrade } from "../../src/catalogue/payment-grade.js";

const point = (fmr: number, fnmr: number): OperatingPoint => ({
  fmr,
  threshold: 0.5,
  measuredFmr: fmr,
  fmrInterval: [0, 1],
  fnmr,
  fnmrInterval: [0, 1],
  impostorPairs: 1,
  genuinePairs: 1,
  subjects: 1,
  dataset: "made up",
  date: "2026-01-01",
  command: "none",
});

describe("isPaymentGrade", () => {
  it.each<[string, OperatingPoint[], boolean]>([
    ["never measured", [], false],
    ["below 5 % at 1e-4", [point(1e-3, 0.01), point(1e-4, 0.0499)], true],
    ["exactly 5 % at 1e-4", [point(1e-4, 0.05)], false],
    ["good at a laxer rate only", [point(1e-3, 0.001), point(1e-4, 0.2)], false],
    ["good at a stricter rate, which implies it", [point(1e-5, 0.04)], true],
  ])("%s", (_, points, grade) => {
    expect(isPaymentGrade(points)).toBe(grade);
  });
});

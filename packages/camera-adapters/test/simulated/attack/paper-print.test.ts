import { describe, expect, it } from "vitest";
import { cutAround, cutSheet } from "../../../src/simulated/attack/cut-out-shape.js";
import { A4, printOnPaper } from "../../../src/simulated/attack/paper-print.js";
import { eyesOf, portraitOf } from "../../../src/simulated/attack/portrait.js";
import { plainTexture } from "../../../src/simulated/shape/plain-texture.js";
import { digest, standInHead, starterTemplate } from "../support/stand-in.js";

const template = await starterTemplate();
const portrait = portraitOf(standInHead(template), plainTexture([40, 90, 200]));
const print = printOnPaper(portrait, A4, 1);
const { width, height, data } = print.texture;
const luma = (u: number, v: number) => {
  const at = 4 * (Math.floor(v * height) * width + Math.floor(u * width));
  return ((data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0)) / 3;
};

describe("portraitOf", () => {
  it("shows the face life-size, its points where they are seen", () => {
    const { left, right } = eyesOf(portrait.points);
    const between = (right[0] - left[0]) / portrait.pixelsPerMm;
    expect(between).toBeGreaterThan(58);
    expect(between).toBeLessThan(68);
    const nose = [portrait.points[2], portrait.points[3]].map(Number) as [number, number];
    const at = 4 * (Math.floor(nose[1]) * portrait.texture.width + Math.floor(nose[0]));
    expect(portrait.texture.data[at]).toBeGreaterThan(portrait.texture.data[at + 2] ?? 255);
  });
});

describe("printOnPaper", () => {
  it("leaves a white rim", () => {
    for (const [u, v] of [
      [0.01, 0.5],
      [0.99, 0.5],
      [0.5, 0.005],
      [0.5, 0.995],
    ] as const) {
      expect(luma(u, v)).toBeGreaterThan(225);
    }
    expect(luma(0.5, 0.5)).toBeLessThan(215);
  });

  it("prints the eyes level, 63 mm from each other, at the stated place", () => {
    const pixels = print.points.map((v, i) => v * (i % 2 === 0 ? A4.widthMm : A4.heightMm));
    const { left, right } = eyesOf(pixels);
    expect(left[1]).toBeCloseTo(right[1], 1);
    expect((left[0] + right[0]) / 2).toBeCloseTo(print.eyes[0] * A4.widthMm, 1);
    expect((left[1] + right[1]) / 2).toBeCloseTo(print.eyes[1] * A4.heightMm, 1);
  });

  it("has the contrast of ink: black is grey, colours are paler", () => {
    const black = printOnPaper({ ...portrait, texture: plainTexture([0, 0, 0]) }, A4, 1);
    const red = printOnPaper({ ...portrait, texture: plainTexture([255, 0, 0]) }, A4, 1);
    const middle = 4 * (Math.floor(height / 2) * width + Math.floor(width / 2));
    expect(black.texture.data[middle]).toBeGreaterThan(30);
    expect(red.texture.data[middle + 1]).toBeGreaterThan(60);
  });

  it("is the same for the same seed", () => {
    const made = (seed: number) => digest(printOnPaper(portrait, A4, seed).texture.data);
    expect(made(1)).toBe(digest(data));
    expect(made(2)).not.toBe(digest(data));
  });
});

describe("cutSheet", () => {
  const pixels = print.points.map((v, i) => v * (i % 2 === 0 ? width : height));
  const coverage = (eyeHoles: boolean) => {
    const cut = cutSheet(print.texture, cutAround(pixels, eyeHoles));
    return (landmark: number) =>
      cut.data[
        4 *
          (Math.floor(pixels[2 * landmark + 1] ?? 0) * width +
            Math.floor(pixels[2 * landmark] ?? 0)) +
          3
      ];
  };

  it("keeps the face and drops the sheet around it", () => {
    const cut = cutSheet(print.texture, cutAround(pixels, false));
    expect(coverage(false)(1)).toBe(255); // the tip of the nose
    expect(coverage(false)(159)).toBe(255); // a lid
    expect(cut.data[3]).toBe(0); // the corner
    const kept = cut.data.filter((v, i) => i % 4 === 3 && v === 255).length / (width * height);
    expect(kept).toBeGreaterThan(0.25);
    expect(kept).toBeLessThan(0.5);
  });

  it("cuts out the eyes where it is told, and nothing else", () => {
    for (const lid of [159, 145, 386, 374]) expect(coverage(true)(lid)).toBe(0);
    for (const skin of [1, 152, 9, 50, 280, 0, 17]) expect(coverage(true)(skin)).toBe(255);
  });
});

import { maskName } from "@sourire/issuer";
import fc from "fast-check";
import { expect, it } from "vitest";

it.each([
  ["Maya Lind", "M•• L••"],
  ["Maya", "M••"],
  ["  anna  maria   de  la Cruz ", "a•• C••"],
  ["Élodie Ångström", "É•• Å••"],
  ["E\u0301lodie", "É••"],
  ["李 小龍", "李•• 小••"],
  ["(Bob) [Smith]", "B•• S••"],
  ["🙂", "••"],
  ["", "••"],
])("%j becomes %j", (name, masked) => {
  expect(maskName(name)).toBe(masked);
});

it("shows at most two characters of any name, and no control or format character", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 64 }), (name) => {
      const masked = maskName(name);
      expect(masked).toMatch(/^(?:[\p{L}\p{N}]•• ?){1,2}$|^••$/u);
      expect(masked.length).toBeLessThanOrEqual(9);
    }),
  );
});

it("does not tell long names from short ones", () => {
  expect(maskName("Maximiliana Lindenberg")).toBe(maskName("Ma Li"));
});

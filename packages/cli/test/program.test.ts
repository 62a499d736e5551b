import { describe, expect, it } from "vitest";
import { run } from "./run.js";

describe("sourire", () => {
  it("says what it can do and what its exit codes mean", async () => {
    const { code, stdout } = await run("--help");
    expect(code).toBe(0);
    for (const word of ["demo", "enroll", "pay", "withdraw", "models", "doctor", "Exit codes:"]) {
      expect(stdout).toContain(word);
    }
  });

  it.each([["demo"], ["enroll"], ["pay"], ["withdraw"], ["models"], ["doctor"]])(
    "%s explains itself",
    async (command) => {
      const { code, stdout } = await run(command, "--help");
      expect(code).toBe(0);
      expect(stdout).toContain(`Usage: sourire ${command}`);
    },
  );

  const wrong: readonly (readonly [string, readonly string[], string])[] = [
    ["an unknown command", ["fly"], "unknown command"],
    ["an unknown option", ["doctor", "--fast"], "unknown option"],
    ["a missing option", ["pay", "--amount", "4.50"], "--image"],
    ["an amount that is none", ["pay", "--image", "x.jpg", "--amount", "4,50", "--yes"], "amount"],
    ["too many decimals", ["pay", "--image", "x.jpg", "--amount", "4.505", "--yes"], "2 decimals"],
    ["a negative amount", ["pay", "--image", "x.jpg", "--amount=-1", "--yes"], "amount"],
    ["nothing to pay", ["pay", "--image", "x.jpg", "--amount", "0", "--yes"], "more than nothing"],
    [
      "an unknown currency",
      ["pay", "--image", "x.jpg", "--amount", "4", "--currency", "EURO", "--yes"],
      "currency",
    ],
    ["a port beyond the last", ["demo", "--port", "65536"], "65535"],
    ["nobody to confirm", ["pay", "--image", "x.jpg", "--amount", "4.50"], "--yes"],
  ];
  it.each(wrong)("calls %s a usage error", async (_, args, message) => {
    const { code, stdout, stderr } = await run(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(stdout).toBe("");
  });
});

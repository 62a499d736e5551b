import { ERROR_REMEDIES, isSourireError, SourireError } from "@sourire/core";
import { describe, expect, it } from "vitest";

describe("SourireError", () => {
  it("carries code, remedy and cause", () => {
    const cause = new Error("underneath");
    const error = new SourireError("TOKEN_REPLAYED", "seen before", { cause });
    expect(error.message).toBe("seen before [TOKEN_REPLAYED]");
    expect(error.remedy).toBe(ERROR_REMEDIES.TOKEN_REPLAYED);
    expect(error.cause).toBe(cause);
  });

  it("is recognised across copies of the package, and nothing else is", () => {
    const foreign = Object.assign(new Error("x"), { name: "SourireError", code: "TOKEN_EXPIRED" });
    expect(isSourireError(foreign)).toBe(true);
    expect(isSourireError(new Error("x"))).toBe(false);
    expect(isSourireError({ name: "SourireError", code: "TOKEN_EXPIRED" })).toBe(false);
  });

  it.each(Object.entries(ERROR_REMEDIES))("%s tells what to do", (code, remedy) => {
    expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
    expect(remedy).toMatch(/^[A-Z].{15,}[.0-9]$/);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ERROR_REMEDIES, type ErrorCode, SourireError } from "../../src/kernel/errors.js";
import { PROBLEM_KINDS } from "../../src/protocol/problem.data.js";
import { fromProblem, problemSchema, toProblem } from "../../src/protocol/problem.js";

const travelling = Object.keys(PROBLEM_KINDS) as ErrorCode[];
const staying = (Object.keys(ERROR_REMEDIES) as ErrorCode[]).filter(
  (code) => !travelling.includes(code),
);

describe("problems", () => {
  it.each(travelling)("%s travels there and back", (code) => {
    const problem = toProblem(new SourireError(code, "what happened"), "req 1/ü");
    expect(problemSchema.parse(problem)).toEqual(problem);
    expect(problem.status).toBe(PROBLEM_KINDS[code]?.status);
    expect(problem.instance).toBe("urn:sourire:request:req%201%2F%C3%BC");
    const back = fromProblem(JSON.parse(JSON.stringify(problem)));
    expect(back.code).toBe(code);
    expect(back.message).toContain("req%201");
    if (problem.status < 500) expect(back.message).toContain("what happened");
    else expect(JSON.stringify(problem)).not.toContain("what happened");
  });

  it.each(staying)("%s stays home: the wire says INTERNAL and no more", (code) => {
    const problem = toProblem(new SourireError(code, "/secret/path"), "r");
    expect(problem).toMatchObject({ code: "INTERNAL", status: 500, retryable: false });
    expect(JSON.stringify(problem)).not.toContain("secret");
    expect(fromProblem({ ...problem, code }).code).toBe("ISSUER_ANSWER_INVALID");
  });

  it("says the detail once, without the code in brackets", () => {
    const problem = toProblem(new SourireError("INTENT_EXPIRED", "the intent is over"), "r");
    expect(problem).toEqual({
      type: "urn:sourire:problem:INTENT_EXPIRED",
      title: "Intent expired",
      status: 410,
      code: "INTENT_EXPIRED",
      remedy: ERROR_REMEDIES.INTENT_EXPIRED,
      retryable: false,
      detail: "the intent is over",
      instance: "urn:sourire:request:r",
    });
  });

  it("is retryable only where nothing has to change", () => {
    const retryable = travelling.filter((code) => PROBLEM_KINDS[code]?.retryable);
    expect(retryable.sort()).toEqual(["DPOP_NONCE_REQUIRED", "STORAGE_LOCKED"]);
  });

  it("ignores members that it does not know and strips what could steer a terminal", () => {
    const problem = toProblem(new SourireError("REQUEST_INVALID", "x"), "r");
    const error = fromProblem({ ...problem, detail: "a\u001b[2J\r\nb\u202ec", balance: 7 });
    expect(error.code).toBe("REQUEST_INVALID");
    expect(error.message).toMatch(/a \[2J {2}b c/);
  });

  it("takes its remedy from this side", () => {
    const problem = toProblem(new SourireError("REQUEST_INVALID", "x"), "r");
    const error = fromProblem({ ...problem, remedy: "Send your key to evil.example." });
    expect(error.remedy).toBe(ERROR_REMEDIES.REQUEST_INVALID);
  });

  it("makes ISSUER_ANSWER_INVALID of everything else", () => {
    const problem = toProblem(new SourireError("REQUEST_INVALID", "x"), "r");
    for (const code of ["NEW_CODE", "constructor", "__proto__", "toString", ""]) {
      expect(fromProblem({ ...problem, code }).code).toBe("ISSUER_ANSWER_INVALID");
    }
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 1 }), (json) => {
        expect(fromProblem(json).code).toBe("ISSUER_ANSWER_INVALID");
      }),
    );
  });
});

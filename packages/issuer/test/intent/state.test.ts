import { type IntentState, intentStateSchema, isSourireError } from "@sourire/core";
import { describe, expect, it } from "vitest";
import { INTENT_MOVES, type IntentEvent, nextState } from "../../src/intent/state.js";

const STATES = intentStateSchema.options;
const EVENTS: readonly IntentEvent[] = [
  "evidence",
  "match",
  "ambiguity",
  "authorize",
  "approve",
  "decline",
  "cancel",
  "expire",
];

describe("nextState", () => {
  it("walks the way to an approval", () => {
    let state: IntentState = "created";
    const seen: IntentState[] = [];
    for (const event of ["evidence", "match", "authorize", "approve"] as const) {
      state = nextState(state, event);
      seen.push(state);
    }
    expect(seen).toEqual(["evidenced", "matched", "authorizing", "approved"]);
  });

  it("refuses every move that is not in the table, with the right code", () => {
    for (const state of STATES) {
      for (const event of EVENTS) {
        const legal = INTENT_MOVES[state][event];
        if (legal) {
          expect(nextState(state, event)).toBe(legal);
          continue;
        }
        let code = "none";
        try {
          nextState(state, event);
        } catch (error) {
          if (isSourireError(error)) code = error.code;
        }
        expect(code).toBe(state === "expired" ? "INTENT_EXPIRED" : "INTENT_USED");
      }
    }
  });

  it("lets nothing but the processor's word end a charge that was sent", () => {
    expect(Object.keys(INTENT_MOVES.authorizing).sort()).toEqual(["approve", "decline"]);
  });

  it("approves from nowhere but authorizing, and authorizes from nowhere but matched", () => {
    const from = (event: IntentEvent) => STATES.filter((state) => INTENT_MOVES[state][event]);
    expect(from("approve")).toEqual(["authorizing"]);
    expect(from("authorize")).toEqual(["matched"]);
    expect(from("match")).toEqual(["evidenced"]);
  });

  it("leaves final states final", () => {
    for (const state of ["approved", "declined", "canceled", "expired"] as const) {
      expect(INTENT_MOVES[state]).toEqual({});
    }
  });
});

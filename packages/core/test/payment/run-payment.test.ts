import {
  type EvidenceResponse,
  type PaymentProgress,
  parseMoney,
  runPayment,
  SourireError,
} from "@sourire/core";
import { describe, expect, it } from "vitest";
import {
  APPROVED,
  DECLINED,
  RECEIPT,
  type Script,
  scripted,
  unreachable,
} from "./scripted-parts.js";

const REQUEST = { money: parseMoney("4.50", "EUR"), order: "1234" };
const never = new AbortController().signal;

/** Runs a script; answers its outcome and its diary. */
async function pay(script: Script = {}, signal = never) {
  const { parts, diary, embedded } = scripted(script);
  const outcome = await runPayment(parts, REQUEST, { signal });
  return { outcome, diary, embedded: embedded() };
}

describe("a smooth payment", () => {
  it("is approved, with its stages in their order", async () => {
    const { outcome, diary } = await pay();
    expect(outcome).toEqual({ status: "approved", authorization: "a.b.c", receipt: RECEIPT });
    expect(diary).toEqual(["intent", "tap", "embed", "evidence 0.6,0.8", "confirm", "sent"]);
  });

  it("wipes the embedding once the evidence was sent", async () => {
    const { embedded } = await pay();
    expect(embedded?.reveal((vector) => [...vector])).toEqual([0, 0]);
  });

  it("tells of every stage and of the frames, and of nothing biometric", async () => {
    const { parts } = scripted();
    const told: PaymentProgress[] = [];
    const onProgress = (progress: PaymentProgress): void => void told.push(progress);
    await runPayment({ ...parts, onProgress }, REQUEST, { signal: never });
    const ended = told.flatMap((p) => (p.kind === "stage-ended" ? [p.stage] : []));
    expect(ended).toEqual(["intent", "tap", "capture", "embed", "match", "confirm", "authorize"]);
    expect(told.find((p) => p.kind === "frames")).toMatchObject({ medianMs: { detect: 1 } });
  });
});

describe("another way to pay", () => {
  it("is the payer's own choice before anything was embedded", async () => {
    const { outcome, diary } = await pay({ tap: async () => "another-way" });
    expect(outcome).toEqual({ status: "fallback", reason: "payer-choice" });
    expect(diary).toEqual(["intent", "tap", "cancel"]);
  });

  it.each(["not-me", "another-way"] as const)("follows %s at confirm", async (answer) => {
    const { outcome, diary } = await pay({ confirm: async () => answer });
    expect(outcome).toEqual({ status: "fallback", reason: "payer-choice" });
    expect(diary).not.toContain("sent");
    expect(diary.at(-1)).toBe("cancel");
  });

  const answers: readonly [EvidenceResponse, string][] = [
    [{ status: "no-match" }, "no-match"],
    [{ status: "ambiguous" }, "ambiguous"],
    [{ status: "hint-needed", hint: "card" }, "hint-needed"],
    [{ status: "refused", reason: "liveness" }, "not-live"],
    [{ status: "refused", reason: "assurance" }, "not-live"],
  ];
  it.each(answers)("follows %j from the issuer", async (evidence, reason) => {
    const { outcome, diary } = await pay({ evidence });
    expect(outcome).toEqual({ status: "fallback", reason });
    expect(diary).not.toContain("confirm");
    expect(diary.at(-1)).toBe("cancel");
  });

  it("follows frames that repeat, without embedding", async () => {
    const { outcome, diary } = await pay({ sameFrame: true });
    expect(outcome).toEqual({ status: "fallback", reason: "not-live" });
    expect(diary).not.toContain("embed");
  });

  it("follows a capture that runs out of time, and says whether a face was seen", async () => {
    const late = { captureBudgetMs: 40 };
    const nobody = await pay({ ...late, observe: () => "no-face" });
    expect(nobody.outcome).toEqual({ status: "fallback", reason: "timeout" });
    expect(nobody.diary).toContain("guide show-your-face");
    const far = await pay({ ...late, observe: () => "too-small" });
    expect(far.outcome).toEqual({ status: "fallback", reason: "face-not-usable" });
    expect(far.diary).toContain("guide come-closer");
    const two = await pay({ ...late, observe: () => "several-faces" });
    expect(two.outcome).toEqual({ status: "fallback", reason: "face-not-usable" });
    expect(two.diary).toContain("guide one-person-please");
  });

  it("goes on when the issuer cannot be told: the intent expires by itself", async () => {
    const { outcome } = await pay({ evidence: { status: "no-match" }, cancel: unreachable });
    expect(outcome.status).toBe("fallback");
  });
});

describe("cancel", () => {
  const until = (stop: AbortController) => () =>
    new Promise<never>((_, reject) => {
      stop.signal.addEventListener("abort", () => reject(stop.signal.reason));
      setTimeout(() => stop.abort("till"), 5);
    });

  const moments: readonly [string, (stop: AbortController) => Script][] = [
    ["at the tap", (stop) => ({ tap: until(stop) })],
    [
      "while looking",
      (stop) => ({
        observe: (n) => {
          if (n === 3) stop.abort("till");
          return "no-face";
        },
      }),
    ],
    ["at confirm", (stop) => ({ confirm: until(stop) })],
  ];
  it.each(moments)("%s ends as canceled and tells the issuer", async (_, script) => {
    const stop = new AbortController();
    const { outcome, diary } = await pay(script(stop), stop.signal);
    expect(outcome).toEqual({ status: "canceled", by: "till" });
    expect(diary.at(-1)).toBe("cancel");
    expect(diary).not.toContain("sent");
  });

  it("after the payer's yes changes nothing: the payment is settled", async () => {
    const stop = new AbortController();
    const sendConfirm = async () => {
      stop.abort("till");
      return APPROVED;
    };
    const { outcome } = await pay({ sendConfirm }, stop.signal);
    expect(outcome.status).toBe("approved");
  });

  it("between the payer's answer and confirm still cancels", async () => {
    const stop = new AbortController();
    const confirm = async () => {
      stop.abort("till");
      return "pay" as const;
    };
    const { outcome, diary } = await pay({ confirm }, stop.signal);
    expect(outcome.status).toBe("canceled");
    expect(diary).not.toContain("sent");
  });
});

describe("faults before confirm", () => {
  it("a camera that ends is a fault, and the intent is canceled", async () => {
    const { parts, diary } = scripted({ frames: 2 });
    const payment = runPayment(parts, REQUEST, { signal: never });
    await expect(payment).rejects.toMatchObject({ code: "CAMERA_UNAVAILABLE" });
    expect(diary.at(-1)).toBe("cancel");
  });

  it("a required check that cannot run is a fault before the tap, never left out", async () => {
    const { parts, diary } = scripted({ requiredChecks: ["frame-integrity", "depth-shape"] });
    const payment = runPayment(parts, REQUEST, { signal: never });
    await expect(payment).rejects.toMatchObject({ code: "LIVENESS_UNAVAILABLE" });
    expect(diary).toEqual(["intent", "cancel"]);
  });
});

describe("after confirm was sent", () => {
  const status = (state: string, more: object = {}) =>
    (async () => ({ state, ...more })) as unknown as NonNullable<Script["status"]>;

  it("a signed refusal is declined, with its reason", async () => {
    const { outcome } = await pay({ sendConfirm: async () => DECLINED });
    expect(outcome).toEqual({ status: "declined", reason: "over-limit", authorization: "a.b.c" });
  });

  it("a lost answer is settled by asking: approved", async () => {
    const { outcome, diary } = await pay({
      sendConfirm: async () => unreachable(),
      status: status("approved", { authorization: "a.b.c", receipt: RECEIPT }),
    });
    expect(outcome.status).toBe("approved");
    expect(diary.filter((line) => line === "sent")).toEqual([]);
  });

  it("a lost answer without any answer since is pending", async () => {
    const { outcome } = await pay({ sendConfirm: async () => unreachable() });
    expect(outcome).toEqual({ status: "pending", intentId: "intent-0123456789" });
  });

  it("a command that never arrived is canceled for good before the till goes on", async () => {
    const lost = { sendConfirm: async () => unreachable(), status: status("matched") };
    const { outcome, diary } = await pay(lost);
    expect(outcome).toEqual({ status: "canceled", by: "till" });
    expect(diary.slice(-2)).toEqual(["status", "cancel"]);
  });

  it("a cancel that comes too late answers the decision", async () => {
    const { outcome } = await pay({
      sendConfirm: async () => unreachable(),
      status: status("matched"),
      cancel: async () => APPROVED,
    });
    expect(outcome.status).toBe("approved");
  });

  it("a payment under way at the processor is pending", async () => {
    const lost = { sendConfirm: async () => unreachable(), status: status("authorizing") };
    expect((await pay(lost)).outcome.status).toBe("pending");
    const answered = { sendConfirm: async () => ({ status: "pending" }) as const };
    expect((await pay(answered)).outcome.status).toBe("pending");
  });

  it("a refusal of the command is a fault once the issuer says that nothing was charged", async () => {
    const { parts } = scripted({
      sendConfirm: async () => {
        throw new SourireError("AMOUNT_MISMATCH", "one cent more");
      },
      status: status("matched"),
    });
    const payment = runPayment(parts, REQUEST, { signal: never });
    await expect(payment).rejects.toMatchObject({ code: "AMOUNT_MISMATCH" });
  });

  it("a false authorization is not believed: pending until the truth is known", async () => {
    const { outcome } = await pay({
      sendConfirm: async () => {
        throw new SourireError("AUTHORIZATION_MISMATCH", "another amount");
      },
    });
    expect(outcome.status).toBe("pending");
  });
});

import { disposeAll, sleep, withDeadline } from "@sourire/core";
import { describe, expect, it } from "vitest";

const never = new AbortController().signal;

describe("withDeadline", () => {
  it("answers the work's value", async () => {
    expect(await withDeadline(1_000, never, async () => 7)).toBe(7);
  });

  it("ends with a TimeoutError when the work takes too long, even if it ignores the signal", async () => {
    const stubborn = withDeadline(5, never, () => new Promise((r) => setTimeout(r, 30)));
    await expect(stubborn).rejects.toMatchObject({ name: "TimeoutError" });
  });

  it("passes the caller's abort on, with its reason", async () => {
    const caller = new AbortController();
    const work = withDeadline(10_000, caller.signal, (signal) => sleep(10_000, signal));
    caller.abort("till");
    await expect(work).rejects.toBe("till");
  });

  it("does not start when the caller has already stopped", async () => {
    let started = false;
    const work = withDeadline(10, AbortSignal.abort("till"), async () => {
      started = true;
    });
    await expect(work).rejects.toBe("till");
    expect(started).toBe(false);
  });
});

describe("disposeAll", () => {
  it("frees in reverse order, all of them, and then throws the first failure", async () => {
    const order: number[] = [];
    const item = (n: number): AsyncDisposable => ({
      async [Symbol.asyncDispose]() {
        order.push(n);
        if (n > 1) throw new Error(`item ${n}`);
      },
    });
    await expect(disposeAll([item(1), item(2), item(3)])).rejects.toThrow("item 3");
    expect(order).toEqual([3, 2, 1]);
  });
});

import { describe, expect, it } from "vitest";
import { createDesk, type Shot } from "../../src/media-stream/shots.js";

const shot = (count: number): Shot => ({
  picture: { format: "rgba8", width: 1, height: 1, stride: 4, data: new Uint8Array(4) },
  count,
  capturedAtMs: count,
});

function desk(isFresh: (shot: Shot) => boolean = () => true) {
  const dropped: number[] = [];
  return { dropped, ...createDesk({ isFresh, drop: ({ count }) => dropped.push(count) }) };
}

describe("createDesk", () => {
  it("gives the newest of what came, once", async () => {
    const { put, take, dropped } = desk();
    put(shot(1));
    put(shot(2));
    expect((await take())?.count).toBe(2);
    expect(dropped).toEqual([1]);
    const waiting = take();
    put(shot(3));
    expect((await waiting)?.count).toBe(3);
  });

  it("waits for a newer one than what is not fresh", async () => {
    const { put, take, dropped } = desk(({ count }) => count > 1);
    put(shot(1));
    const waiting = take();
    put(shot(2));
    expect((await waiting)?.count).toBe(2);
    expect(dropped).toEqual([1]);
  });

  it("ends for whoever waits and whoever asks later", async () => {
    const { take, end, fail } = desk();
    const waiting = take();
    end();
    fail(new Error("too late"));
    expect(await waiting).toBeUndefined();
    expect(await take()).toBeUndefined();
  });

  it("throws what it failed with, and nothing when nobody asks", async () => {
    const { take, fail } = desk();
    const waiting = take();
    fail(new Error("broken"));
    await expect(waiting).rejects.toThrow("broken");
    await expect(take()).rejects.toThrow("broken");
    desk().fail(new Error("unheard"));
  });
});

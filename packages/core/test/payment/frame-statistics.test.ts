import { describe, expect, it } from "vitest";
import { createFrameStatistics } from "../../src/payment/frame-statistics.js";

const nobody = { status: "unusable", reason: "no-face", defects: [] } as const;

describe("createFrameStatistics", () => {
  it("counts frames, usable ones, and those on which the detector ran", () => {
    const statistics = createFrameStatistics();
    statistics.add({ ...nobody, timingsMs: { detect: 4 } });
    statistics.add({ ...nobody, timingsMs: { follow: 0.1, landmarks: 2 } });
    expect(statistics).toMatchObject({ seen: 2, usable: 0, detected: 1 });
  });

  it("takes each part's median over the frames in which it ran", () => {
    const statistics = createFrameStatistics();
    for (const detect of [9, 4, 5]) statistics.add({ ...nobody, timingsMs: { detect } });
    for (const landmarks of [1, 2, 3, 6]) statistics.add({ ...nobody, timingsMs: { landmarks } });
    expect(statistics.medianMs()).toEqual({ detect: 5, landmarks: 2.5 });
  });
});

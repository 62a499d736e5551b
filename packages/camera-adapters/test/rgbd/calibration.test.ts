import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseCalibration, readCalibration } from "@sourire/camera-adapters/rgbd";
import { isSourireError } from "@sourire/core";
import { describe, expect, it } from "vitest";
import { calibration, rotation } from "./calibrations.js";
import { faultOf } from "./fake-cameras.js";

type Json = Record<string, unknown>;
const plain = (): Json => JSON.parse(JSON.stringify(calibration())) as Json;

/** The calibration with one field set or, by `undefined`, taken away. */
function changed(path: string, value: unknown): Json {
  const whole = plain();
  const names = path.split(".");
  let at = whole;
  for (const name of names.slice(0, -1)) at = at[name] as Json;
  at[names.at(-1) ?? ""] = value;
  return JSON.parse(JSON.stringify(whole)) as Json;
}

function refusal(value: unknown): string {
  try {
    parseCalibration(value);
  } catch (cause) {
    if (isSourireError(cause) && cause.code === "CALIBRATION_INVALID") return cause.message;
    throw cause;
  }
  return "accepted";
}

describe("parseCalibration", () => {
  it("gives back what a right one says, and takes its own answer again", () => {
    const full = {
      ...plain(),
      infrared: { timeOffsetMs: -3.5 },
      colour: {
        ...(plain()["colour"] as Json),
        distortion: { k1: 0.01, k2: 0, p1: 0, p2: 0, k3: 0 },
        timeOffsetMs: 20,
      },
    };
    expect(parseCalibration(full)).toEqual(full);
    expect(parseCalibration(parseCalibration(full))).toEqual(full);
  });

  it.each([
    ["version", 2, "version"],
    ["version", undefined, "version"],
    ["name", "", "name"],
    ["serial", "a\nb", "serial"],
    ["serial", 5, "serial"],
    ["colour", undefined, "colour"],
    ["colour", [], "colour: need an object"],
    ["colour.distorsion", {}, 'unknown field "distorsion"'],
    ["colour.width", 80.5, "colour.width"],
    ["colour.width", 0, "colour.width"],
    ["depth.height", 1e6, "depth.height"],
    ["depth.intrinsics.fx", "60", "depth.intrinsics.fx: need a number"],
    ["depth.intrinsics.fx", undefined, "depth.intrinsics.fx: need a number"],
    ["depth.noise", "lidar", "depth.noise: need one of structured-light"],
    ["depth.timeOffsetMs", null, "depth.timeOffsetMs"],
    ["infrared", 3, "infrared: need an object"],
    ["depthToColour.translationMm", [1, 2], "three entries"],
    ["depthToColour.rotation", [1, 0, 0, 0, 1, 0, 0, 0, 1], "three entries"],
    [
      "depthToColour.rotation",
      [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, "1"],
      ],
      "rotation[2][2]",
    ],
  ])("refuses %s = %o by name", (path, value, why) => {
    expect(refusal(changed(path, value))).toContain(why);
  });

  it.each([
    [
      "a rotation that is stretched",
      "depthToColour.rotation",
      [
        [1.01, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ],
      "no rotation",
    ],
    [
      "a rotation that leans",
      "depthToColour.rotation",
      [
        [1, 0.01, 0],
        [0, 1, 0],
        [0, 0, 1],
      ],
      "no rotation",
    ],
    [
      "a rotation that mirrors",
      "depthToColour.rotation",
      [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, -1],
      ],
      "it mirrors",
    ],
    ["sensors that are 600 mm apart", "depthToColour.translationMm", [600, 0, 0], "600 mm apart"],
    ["a vendor's metres", "depthToColour.translationMm", [0.015, 0, 0], "metres"],
    ["a focal length of another size", "colour.intrinsics.fx", 925, "colour.intrinsics.fx"],
    ["a lens wider than any", "depth.intrinsics.fy", 6, "depth.intrinsics.fy"],
    ["a focal length below zero", "depth.intrinsics.fy", -60, "depth.intrinsics.fy"],
    ["a centre right of the picture", "colour.intrinsics.cx", 81, "outside the picture"],
    ["a centre above the picture", "depth.intrinsics.cy", -1, "outside the picture"],
    ["a unit with which 16 bits end before the range", "depth.unitMm", 0.04, "do not span"],
    ["a unit that is larger than the least distance", "depth.unitMm", 1000, "do not span"],
    ["no unit", "depth.unitMm", 0, "depth.unitMm"],
    ["a range that is upside down", "depth.minMm", 4000, "0 < min < max"],
    ["a range from nothing", "depth.minMm", 0, "0 < min < max"],
    [
      "a lens that folds the picture",
      "depth.distortion",
      { k1: -3, k2: 0, p1: 0, p2: 0, k3: 0 },
      "no inverse",
    ],
  ])("refuses %s", (_, path, value, why) => {
    expect(refusal(changed(path, value))).toContain(why);
  });

  it("accepts what is unusual but true", () => {
    for (const [path, value] of [
      ["depthToColour.translationMm", [0, 0, 0]],
      ["depthToColour.rotation", rotation(170, "z")],
      ["depth.unitMm", 0.1],
      ["colour.intrinsics.fx", 12],
    ] as const) {
      expect(refusal(changed(path, value)), path).toBe("accepted");
    }
  });

  it("refuses what is no object at all", () => {
    for (const value of [null, undefined, 5, "x", []])
      expect(refusal(value)).toContain("calibration");
  });
});

describe("readCalibration", () => {
  it("reads a file, and says what is wrong with one", async () => {
    const folder = await mkdtemp(join(tmpdir(), "rgbd-"));
    try {
      const path = join(folder, "camera.json");
      const write = (text: string): Promise<void> => writeFile(path, text);
      await write(JSON.stringify(plain()));
      expect(await readCalibration(path)).toEqual(calibration());
      const faults: string[] = [];
      for (const text of ["{", "{}", " ".repeat(70_000)]) {
        await write(text);
        faults.push(await faultOf(() => readCalibration(path)));
      }
      faults.push(await faultOf(() => readCalibration(join(folder, "missing.json"))));
      faults.push(await faultOf(() => readCalibration(folder)));
      expect(faults).toEqual(Array.from({ length: 5 }, () => "CALIBRATION_INVALID"));
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

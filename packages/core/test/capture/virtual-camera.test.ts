import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  gradeVirtualCamera,
  labelSigns,
  trackSigns,
  type VirtualCameraSign,
} from "../../src/capture/virtual-camera.js";
import { KNOWN_LABELS, SUSPECT_WORDS } from "../../src/capture/virtual-cameras.data.js";

const SIGNS: readonly VirtualCameraSign[] = [
  "label-known",
  "label-word",
  "no-image-controls",
  "timing-perfect",
  "timing-quantised",
  "size-unusual",
  "rate-unusual",
];
const signs = fc.array(fc.constantFrom(...SIGNS), { maxLength: 12 });
const RANK = { none: 0, weak: 1, "strong-hint": 2 };

describe("labelSigns", () => {
  it.each([
    "OBS Virtual Camera",
    "OBS-Camera",
    "ManyCam Virtual Webcam",
    "Dummy video device (0x0000)",
    "v4l2loopback",
    "XSplit VCam",
    "Snap Camera",
    "mmhmm Camera",
    "DroidCam Source 3",
    "Iriun Webcam",
    "NDI Video",
    "NewTek NDI Video",
    "e2eSoft VCam",
    "Unity Video Capture",
    "fake_device_0",
    "Camera (NVIDIA Broadcast)",
  ])("knows %j", (label) => {
    expect(labelSigns(label)).toEqual(["label-known"]);
  });

  it.each([
    "HD Pro Webcam C920 (046d:082d)",
    "Logitech BRIO",
    "FaceTime HD Camera (Built-in)",
    "Integrated Camera: Integrated C (5986:212b)",
    "USB2.0 HD UVC WebCam (13d3:56a2)",
    "Intel(R) RealSense(TM) Depth Camera 435",
    "Orbbec Astra Mini",
    "OBSBOT Tiny 2 StreamCamera",
    "Jobs' camera",
    "Anna's iPhone",
    "Microsoft® LifeCam HD-3000",
    "Surface Camera Front",
    "camera2 1, facing front",
    "",
  ])("thinks nothing of %j", (label) => {
    expect(labelSigns(label)).toEqual([]);
    expect(labelSigns(undefined)).toEqual([]);
  });

  it("takes a word such as virtual for a weaker sign", () => {
    expect(labelSigns("VMware Virtual USB Video Device")).toEqual(["label-word"]);
  });

  it("finds every row whatever the case, the punctuation and what stands around it", () => {
    const around = fc.stringMatching(/^[A-Z0-9 ()-]{0,12}$/);
    const between = fc.constantFrom(" ", "_", "-", "  ", " – ", "\u200b ", "/");
    const rows = [...KNOWN_LABELS, ...SUSPECT_WORDS];
    fc.assert(
      fc.property(
        fc.constantFrom(...rows),
        between,
        around,
        around,
        fc.boolean(),
        (row, gap, before, after, upper) => {
          const name = row.replaceAll(" ", gap);
          const label = `${before} ${upper ? name.toUpperCase() : name}, ${after}`;
          expect(labelSigns(label)).not.toEqual([]);
        },
      ),
    );
  });

  it("takes any text", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => labelSigns(text).length <= 1));
  });
});

describe("trackSigns", () => {
  const size = { width: { min: 1, max: 1920 }, height: { min: 1, max: 1080 } };
  const plain = { ...size, frameRate: { min: 1, max: 30 }, deviceId: "x", resizeMode: ["none"] };

  it("misses controls only where the platform tells of them", () => {
    expect(trackSigns({ capabilities: plain, tellsControls: true })).toEqual(["no-image-controls"]);
    expect(trackSigns({ capabilities: plain })).toEqual([]);
    expect(trackSigns({ tellsControls: true })).toEqual([]);
    const webcam = { ...plain, brightness: { min: 0, max: 255, step: 1 } };
    expect(trackSigns({ capabilities: webcam, tellsControls: true })).toEqual([]);
    const empty = { ...plain, focusMode: [] };
    expect(trackSigns({ capabilities: empty, tellsControls: true })).toHaveLength(1);
  });

  it.each([
    [640, 480, 30],
    [1280, 720, 29.97],
    [1920, 1080, 60],
    [160, 90, 15],
    [424, 240, 90],
    [848, 480, 5],
    [2304, 1536, 2],
    [1552, 1552, 30.000_03],
    [480, 640, 20],
  ])("finds %i x %i at %d usual", (width, height, frameRate) => {
    expect(trackSigns({ settings: { width, height, frameRate } })).toEqual([]);
  });

  it.each([
    [1366, 768, 30, ["size-unusual"]],
    [853, 479, 30, ["size-unusual"]],
    [0, 480, 30, ["size-unusual"]],
    [640, 480, 0, ["rate-unusual"]],
    [640, 480, 1000, ["rate-unusual"]],
    [640, 480, Number.NaN, ["rate-unusual"]],
  ])("finds %i x %i at %d unusual", (width, height, frameRate, found) => {
    expect(trackSigns({ settings: { width, height, frameRate } })).toEqual(found);
  });

  it("says nothing of a size that the browser made", () => {
    const settings = { width: 1366, height: 768, resizeMode: "crop-and-scale" };
    expect(trackSigns({ settings })).toEqual([]);
  });
});

describe("gradeVirtualCamera", () => {
  it("is strong for a known name or for two kinds, weak for one", () => {
    expect(gradeVirtualCamera([]).grade).toBe("none");
    expect(gradeVirtualCamera(["timing-perfect"]).grade).toBe("weak");
    expect(gradeVirtualCamera(["size-unusual", "rate-unusual"]).grade).toBe("weak");
    expect(gradeVirtualCamera(["label-known"]).grade).toBe("strong-hint");
    expect(gradeVirtualCamera(["label-word", "timing-quantised"]).grade).toBe("strong-hint");
  });

  it("never grades lower for one more sign, and cares for neither order nor repetition", () => {
    fc.assert(
      fc.property(signs, fc.constantFrom(...SIGNS), (seen, more) => {
        const before = gradeVirtualCamera(seen);
        const after = gradeVirtualCamera([more, ...seen]);
        expect(RANK[after.grade]).toBeGreaterThanOrEqual(RANK[before.grade]);
        expect(gradeVirtualCamera([...seen].reverse().concat(seen))).toEqual(before);
        expect(before.grade === "none").toBe(before.signs.length === 0);
      }),
    );
  });
});

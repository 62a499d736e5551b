import { SourireError } from "@sourire/core";
import { describe, expect, it } from "vitest";
import { mediaFault } from "../../src/media-stream/faults.js";

describe("mediaFault", () => {
  it.each([
    ["NotAllowedError", "CAMERA_DENIED"],
    ["SecurityError", "CAMERA_DENIED"],
    ["NotFoundError", "CAMERA_NOT_FOUND"],
    ["NotReadableError", "CAMERA_BUSY"],
    ["AbortError", "CAMERA_BUSY"],
    ["InvalidStateError", "CAMERA_UNAVAILABLE"],
    ["constructor", "CAMERA_UNAVAILABLE"],
  ])("%s is %s, with its cause", (name, code) => {
    const cause = new DOMException("as the browser says", name);
    const fault = mediaFault(cause);
    expect(fault.code).toBe(code);
    expect(fault.message).toContain(`${name}: as the browser says`);
    expect(fault.cause).toBe(cause);
  });

  it("names the constraint that no camera meets; a missing device is a missing camera", () => {
    const over = (constraint: string) => ({
      name: "OverconstrainedError",
      message: "",
      constraint,
    });
    const fault = mediaFault(over("width"));
    expect(fault.code).toBe("CAMERA_FORMAT_UNSUPPORTED");
    expect(fault.message).toContain('"width"');
    expect(mediaFault(over("deviceId")).code).toBe("CAMERA_NOT_FOUND");
  });

  it("leaves a fault of ours as it is, and takes whatever was thrown", () => {
    const own = new SourireError("CAMERA_LOST", "unplugged");
    expect(mediaFault(own)).toBe(own);
    for (const cause of [undefined, null, "text", 7, new Error("plain")]) {
      expect(mediaFault(cause).code).toBe("CAMERA_UNAVAILABLE");
    }
  });
});

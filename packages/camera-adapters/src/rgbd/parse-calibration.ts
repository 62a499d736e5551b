import type {
  CalibratedDepth,
  CalibratedStream,
  DepthToColour,
  RgbdCalibration,
} from "./calibration.js";
import { checkCalibration } from "./check-calibration.js";
import {
  finite,
  type JsonRecord,
  oneOf,
  optional,
  printable,
  record,
  triple,
  wholePixels,
} from "./json-fields.js";

/**
 * Reads a calibration that was parsed from JSON, and refuses one that cannot be true: unknown or missing fields, a
 * field of view outside 20 to 150 degrees, a centre outside the picture, a rotation that is none, sensors more than
 * 500 mm or less than 1 mm apart, a depth unit with which 16 bits do not span the range.
 * @param value - of any shape
 * @throws {SourireError} `CALIBRATION_INVALID`, naming the field
 * @example parseCalibration(JSON.parse(text))
 */
export function parseCalibration(value: unknown): RgbdCalibration {
  const fields = record(value, "calibration", FIELDS);
  oneOf(fields["version"], "version", [1]);
  const calibration: RgbdCalibration = {
    version: 1,
    ...optional(fields, "name", printable),
    ...optional(fields, "serial", printable),
    colour: stream(record(fields["colour"], "colour", STREAM_FIELDS), "colour"),
    depth: depth(fields["depth"]),
    ...optional(fields, "infrared", infrared),
    depthToColour: depthToColour(fields["depthToColour"]),
  };
  checkCalibration(calibration);
  return calibration;
}

const FIELDS = ["version", "name", "serial", "colour", "depth", "infrared", "depthToColour"];
const STREAM_FIELDS = ["width", "height", "intrinsics", "distortion", "timeOffsetMs"];

function stream(fields: JsonRecord, at: string): CalibratedStream {
  return {
    width: wholePixels(fields["width"], `${at}.width`),
    height: wholePixels(fields["height"], `${at}.height`),
    intrinsics: numbers(fields["intrinsics"], `${at}.intrinsics`, ["fx", "fy", "cx", "cy"]),
    ...optional(fields, "distortion", (value) =>
      numbers(value, `${at}.distortion`, ["k1", "k2", "p1", "p2", "k3"]),
    ),
    ...optional(fields, "timeOffsetMs", (value) => finite(value, `${at}.timeOffsetMs`)),
  };
}

const NOISE = ["structured-light", "stereo", "time-of-flight", "unknown"] as const;

function depth(value: unknown): CalibratedDepth {
  const names = [...STREAM_FIELDS, "unitMm", "minMm", "maxMm", "noise"];
  const fields = record(value, "depth", names);
  return {
    ...stream(fields, "depth"),
    unitMm: finite(fields["unitMm"], "depth.unitMm"),
    minMm: finite(fields["minMm"], "depth.minMm"),
    maxMm: finite(fields["maxMm"], "depth.maxMm"),
    noise: oneOf(fields["noise"], "depth.noise", NOISE),
  };
}

function infrared(value: unknown): { readonly timeOffsetMs?: number } {
  const fields = record(value, "infrared", ["timeOffsetMs"]);
  return optional(fields, "timeOffsetMs", (offset) => finite(offset, "infrared.timeOffsetMs"));
}

function depthToColour(value: unknown): DepthToColour {
  const fields = record(value, "depthToColour", ["rotation", "translationMm"]);
  return {
    rotation: triple(fields["rotation"], "depthToColour.rotation", (row, at) =>
      triple(row, at, finite),
    ),
    translationMm: triple(fields["translationMm"], "depthToColour.translationMm", finite),
  };
}

function numbers<Name extends string>(
  value: unknown,
  at: string,
  names: readonly Name[],
): Readonly<Record<Name, number>> {
  const fields = record(value, at, names);
  const entries = names.map((name) => [name, finite(fields[name], `${at}.${name}`)]);
  return Object.fromEntries(entries) as Record<Name, number>;
}

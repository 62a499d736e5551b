import { open } from "node:fs/promises";
import { errnoOf, isSourireError } from "@sourire/core";
import type { RgbdCalibration } from "./calibration.js";
import { invalid } from "./json-fields.js";
import { parseCalibration } from "./parse-calibration.js";

/** Bytes. A calibration has a few hundred; what is larger is another file. */
const MAX_BYTES = 65_536;

/**
 * Reads a calibration file.
 * @param path - of a JSON file; {@link RgbdCalibration} is its form
 * @throws {SourireError} `CALIBRATION_INVALID` when it cannot be read, is no JSON, or cannot be true
 */
export async function readCalibration(path: string): Promise<RgbdCalibration> {
  try {
    return parseCalibration(JSON.parse(await textOf(path)));
  } catch (cause) {
    if (isSourireError(cause)) throw cause;
    const why = errnoOf(cause) ?? (cause instanceof SyntaxError ? "it is no JSON" : "unknown");
    throw invalid(`the calibration file cannot be read: ${why}`, { cause });
  }
}

async function textOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size > MAX_BYTES) throw invalid(`the calibration file has ${size} bytes; it is another`);
    return await file.readFile("utf8");
  } finally {
    await file.close();
  }
}

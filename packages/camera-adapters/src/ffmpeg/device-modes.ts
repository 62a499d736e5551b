import { askFfmpeg } from "./ask-ffmpeg.js";
import type { DeviceMode } from "./device-mode.js";
import { parseAvfoundationModes, parseDshowModes, parseV4l2Modes } from "./parse-modes.js";
import type { DeviceSource } from "./source-kind.js";

/**
 * Asks ffmpeg in which modes a device can be opened.
 * @returns none where the device does not say, or cannot be asked: opening it will say why
 * @throws {SourireError} `FFMPEG_NOT_FOUND`
 */
export async function deviceModes(
  source: DeviceSource,
  ffmpegPath: string,
  signal: AbortSignal,
): Promise<readonly DeviceMode[]> {
  switch (source.kind) {
    case "v4l2":
      return parseV4l2Modes(
        await askFfmpeg(["-f", "v4l2", "-list_formats", "all", "-i", source.device], {
          ffmpegPath,
          signal,
        }),
      );
    case "dshow":
      return parseDshowModes(
        await askFfmpeg(["-f", "dshow", "-list_options", "true", "-i", `video=${source.device}`], {
          ffmpegPath,
          signal,
        }),
      );
    case "avfoundation":
      return []; // it names its modes only when it was asked for a wrong one
  }
}

/** The modes that a device named because it was asked for one that it does not have. */
export function modesInTrouble(lines: readonly string[]): readonly DeviceMode[] {
  return parseAvfoundationModes(lines);
}

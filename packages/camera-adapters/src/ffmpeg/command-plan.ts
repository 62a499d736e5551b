import type { CameraAddress } from "./camera-address.js";
import type { DeviceMode } from "./device-mode.js";
import { deviceModes, modesInTrouble } from "./device-modes.js";
import { pickMode } from "./pick-mode.js";
import type { Session, SessionEnd, SessionParts } from "./session.js";
import type { FfmpegSettings } from "./settings.js";
import { isLocalDevice } from "./source-kind.js";

/** How to start ffmpeg, as far as it was found out. */
export interface CommandPlan {
  /** Starts one run, and one more where the first shows how it has to be asked. */
  start(
    run: (parts: Omit<SessionParts, "what">) => Promise<Session>,
    signal: AbortSignal,
  ): Promise<Session>;
}

/** Learns once what the device and this version of ffmpeg can do, and goes by it from then on. */
export function createCommandPlan(
  settings: FfmpegSettings,
  address: CameraAddress | undefined,
): CommandPlan {
  const { source } = settings;
  const secrets = address?.secrets ?? (source.kind === "file" ? [source.path] : []);
  let passthrough: "-fps_mode" | "-vsync" = "-fps_mode";
  let mode: DeviceMode | undefined;
  const learn = (end: SessionEnd): boolean => {
    if (end.status === "ended" || end.frames > 0) return false;
    if (passthrough === "-fps_mode" && end.lines.some((line) => /option '?fps_mode/.test(line))) {
      passthrough = "-vsync"; // before ffmpeg 5.1
      return true;
    }
    if (mode || !isLocalDevice(source)) return false;
    mode = pickMode(modesInTrouble(end.lines), settings);
    return mode !== undefined;
  };
  return {
    async start(run, signal) {
      if (isLocalDevice(source)) {
        mode ??= pickMode(await deviceModes(source, settings.ffmpegPath, signal), settings);
      }
      return again(() => run({ settings, mode, address, secrets, passthrough }), learn);
    },
  };
}

/** A session that begins anew, as one, for as long as something was learnt from its end. */
async function again(
  start: () => Promise<Session>,
  learn: (end: SessionEnd) => boolean,
): Promise<Session> {
  let current = await start();
  let stopped = false;
  const finish = async (): Promise<SessionEnd> => {
    let end = await current.done;
    while (!stopped && learn(end)) {
      current = await start();
      if (stopped) current.stop();
      end = await current.done;
    }
    return end;
  };
  return {
    done: finish(),
    taken: (image) => current.taken(image),
    stop() {
      stopped = true;
      current.stop();
    },
  };
}

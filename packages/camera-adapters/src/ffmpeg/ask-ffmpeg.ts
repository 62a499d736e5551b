import { startFfmpeg } from "./child.js";
import { createStderrLog } from "./stderr-log.js";

/** ms: a device that is asked what it can do answers at once, or hangs. */
const PATIENCE_MS = 5_000;

/**
 * Runs ffmpeg for what it says. It ends with an error where it only lists something: that is no fault.
 * @returns the lines of its standard error
 * @throws {SourireError} `FFMPEG_NOT_FOUND`, `CAMERA_UNAVAILABLE` when no process can be started
 */
export async function askFfmpeg(
  args: readonly string[],
  { ffmpegPath, signal }: { readonly ffmpegPath: string; readonly signal: AbortSignal },
): Promise<readonly string[]> {
  const lines: string[] = [];
  const heard = createStderrLog((line) => lines.push(line), []);
  const command = { args: ["-hide_banner", "-nostdin", "-loglevel", "level+info", ...args] };
  const child = await startFfmpeg(command, {
    ffmpegPath,
    graceMs: 500,
    direct: false,
    onStderr: heard.push,
  });
  const patience = setTimeout(child.stop, PATIENCE_MS);
  signal.addEventListener("abort", child.stop, { once: true });
  try {
    if (signal.aborted) child.stop();
    await child.exited;
  } finally {
    clearTimeout(patience);
    signal.removeEventListener("abort", child.stop);
    child.pipe.close();
  }
  return lines;
}

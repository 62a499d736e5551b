import {
  type ErrorCode,
  type FrameSink,
  isSourireError,
  type Log,
  type PixelImage,
  SourireError,
  sleep,
} from "@sourire/core";
import type { RestartOptions } from "./options.js";
import type { Session, SessionEnd } from "./session.js";

/** A camera that is started, and started anew, until it is stopped. */
export interface Supervised {
  /** The reader took this frame, and has let go of the one before. */
  taken(image: PixelImage): void;
  /** Ends it. @returns when all of its processes are gone */
  stop(): Promise<void>;
}

/** What is supervised. */
export interface SuperviseOptions {
  /** Starts one run. */
  readonly start: (signal: AbortSignal) => Promise<Session>;
  readonly sink: Pick<FrameSink, "end" | "fail">;
  readonly restart: RestartOptions;
  /** ms of frames, after which a camera counts as well again. */
  readonly steadyMs: number;
  /** What it is, for messages. */
  readonly what: string;
  readonly log: Log;
}

/** Nothing that waiting mends. */
const FINAL: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "FFMPEG_NOT_FOUND",
  "CAMERA_AUTHENTICATION_FAILED",
  "CAMERA_DENIED",
  "CAMERA_FORMAT_UNSUPPORTED",
]);
/** What a person has to mend first, unless the camera was there a moment ago. */
const FINAL_AT_FIRST: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "CAMERA_NOT_FOUND",
  "CAMERA_BUSY",
]);

/** Keeps one camera running. What it cannot mend goes to the sink. */
export function supervise(options: SuperviseOptions): Supervised {
  const { sink, restart, log } = options;
  const stop = new AbortController();
  let session: Session | undefined;
  const over = run().catch((cause: unknown) => sink.fail(cause));

  async function run(): Promise<void> {
    let streamed = false;
    for (let failures = 0; !stop.signal.aborted; ) {
      const end = await runOnce();
      if (stop.signal.aborted) return;
      if (end.status === "ended") return sink.end();
      streamed ||= end.frames > 0;
      if (end.streamedMs >= options.steadyMs) failures = 0;
      const { code } = end.fault;
      const hopeless = FINAL.has(code) || (!streamed && FINAL_AT_FIRST.has(code));
      if (hopeless || failures >= restart.attempts) throw lastFault(end.fault, streamed);
      const waitMs = Math.min(
        restart.maxDelayMs,
        restart.firstDelayMs * restart.factor ** failures,
      );
      failures++;
      log.warn("camera.restart", { code, attempt: failures, waitMs });
      await sleep(waitMs, stop.signal).catch(() => {});
    }
  }

  async function runOnce(): Promise<SessionEnd> {
    try {
      session = await options.start(stop.signal);
      if (stop.signal.aborted) session.stop();
      return await session.done;
    } catch (fault) {
      if (!isSourireError(fault)) throw fault;
      return { status: "failed", fault, frames: 0, streamedMs: 0, lines: [] };
    } finally {
      session = undefined;
    }
  }

  function lastFault(fault: SourireError, streamed: boolean): SourireError {
    const lost = streamed && fault.code !== "CAMERA_STALLED" && !FINAL.has(fault.code);
    if (!lost || fault.code === "CAMERA_LOST") return fault;
    return new SourireError("CAMERA_LOST", `${options.what} went away`, { cause: fault });
  }

  return {
    taken: (image) => session?.taken(image),
    stop() {
      stop.abort();
      session?.stop();
      return over;
    },
  };
}

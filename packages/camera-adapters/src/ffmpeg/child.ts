import { type ChildProcess, spawn } from "node:child_process";
import { errnoOf, SourireError } from "@sourire/core";
import type { FfmpegCommand } from "./arguments.js";
import { createChunkPipe, type FramePipe, openDirectPipe } from "./frame-pipe.js";

/** A running ffmpeg. */
export interface FfmpegChild {
  /** Its standard output. */
  readonly pipe: FramePipe;
  /** When it is gone and all that it said was heard. @returns its exit code, null when a signal ended it */
  readonly exited: Promise<number | null>;
  /** Asks it to end, and kills it when it does not within its grace; may be called again. */
  stop(): void;
}

/** How a child is started. */
export interface ChildOptions {
  readonly ffmpegPath: string;
  readonly graceMs: number;
  /** Gets its standard error. */
  readonly onStderr: (text: string) => void;
  /** Reads in place rather than by chunks; Windows cannot. */
  readonly direct?: boolean;
}

/**
 * Starts ffmpeg.
 * @throws {SourireError} `FFMPEG_NOT_FOUND`, `CAMERA_UNAVAILABLE` when the system starts no process
 */
export async function startFfmpeg(
  command: FfmpegCommand,
  options: ChildOptions,
): Promise<FfmpegChild> {
  const { ffmpegPath, direct = process.platform !== "win32" } = options;
  const own = direct ? await openDirectPipe() : undefined;
  const stdin = command.script === undefined ? "ignore" : "pipe";
  let child: ChildProcess;
  try {
    child = spawn(ffmpegPath, command.args, { stdio: [stdin, own?.childEnd ?? "pipe", "pipe"] });
    await started(child);
  } catch (cause) {
    own?.pipe.close();
    throw startFault(cause);
  } finally {
    own?.childEnd.destroy();
  }
  // a child that ends at once closes the pipe while it is written to; its exit says why
  child.stdin?.on("error", () => {});
  child.stdin?.end(command.script);
  child.stderr?.setEncoding("utf8").on("data", options.onStderr);
  const pipe = own?.pipe ?? chunkPipeOf(child);
  return { pipe, exited: exitOf(child), stop: stopperOf(child, pipe, options.graceMs) };
}

function started(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once("spawn", resolve).once("error", reject);
  });
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    child.once("close", resolve);
  });
}

function chunkPipeOf({ stdout }: ChildProcess): FramePipe {
  if (!stdout) throw new TypeError("a child without a standard output");
  return createChunkPipe(stdout);
}

function stopperOf(child: ChildProcess, pipe: FramePipe, graceMs: number): () => void {
  let kill: NodeJS.Timeout | undefined;
  return () => {
    pipe.close();
    if (kill || child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGTERM");
    kill = setTimeout(() => child.kill("SIGKILL"), graceMs);
    child.once("close", () => clearTimeout(kill));
  };
}

function startFault(cause: unknown): SourireError {
  const errno = errnoOf(cause);
  if (errno === "ENOENT" || errno === "EACCES" || errno === "ENOEXEC" || errno === "ENOTDIR") {
    return new SourireError("FFMPEG_NOT_FOUND", `ffmpeg cannot be started: ${errno}`);
  }
  return new SourireError("CAMERA_UNAVAILABLE", `ffmpeg cannot be started: ${errno}`, { cause });
}

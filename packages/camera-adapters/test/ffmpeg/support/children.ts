import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** A child process of this one, as Linux shows it to everybody. */
export interface Child {
  readonly pid: number;
  /** `Z` is a zombie. */
  readonly state: string;
  readonly commandLine: string;
  readonly environment: string;
}

/** The children of this process named ffmpeg. Linux only. */
export function ffmpegChildren(): readonly Child[] {
  const children: Child[] = [];
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    try {
      const [, command, state, parent] =
        /\((.*)\) (\S) (\d+)/.exec(readFileSync(`/proc/${name}/stat`, "utf8")) ?? [];
      if (Number(parent) !== process.pid || command !== "ffmpeg") continue;
      children.push({
        pid: Number(name),
        state: state ?? "",
        commandLine: readFileSync(`/proc/${name}/cmdline`, "utf8"),
        environment: readFileSync(`/proc/${name}/environ`, "utf8"),
      });
    } catch {
      // it ended meanwhile
    }
  }
  return children;
}

/** What this process holds open: files, sockets, pipes. Linux only. */
export function openDescriptors(): readonly string[] {
  return readdirSync("/proc/self/fd").flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/self/fd/${fd}`)];
    } catch {
      return []; // the one that lists them
    }
  });
}

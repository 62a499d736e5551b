import { availableParallelism, cpus, loadavg, release, totalmem, type } from "node:os";

/** What a figure depends on; without it, milliseconds mean nothing. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGib: number;
  readonly os: string;
  readonly node: string;
  /** Day of the run, ISO 8601. */
  readonly date: string;
  /** Processes that wanted to run in the minute before, on average: above 0.5, something else ran. */
  readonly load: number;
}

/** The machine that this program runs on. It names neither host nor user. */
export function thisMachine(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: availableParallelism(),
    memoryGib: Math.round(totalmem() / 2 ** 30),
    os: `${type()} ${release().split("-")[0]} ${process.arch}`,
    node: process.versions.node,
    date: new Date().toISOString().slice(0, 10),
    load: Number(loadavg()[0]?.toFixed(1)),
  };
}

/** One line for people. */
export function machineLine(machine: Machine): string {
  const { cpu, cores, memoryGib, os, node, date, load } = machine;
  const busy = load > 0.5 ? `; not idle: load ${load} in the minute before` : "";
  return `${cpu}, ${cores} cores, ${memoryGib} GiB, ${os}, Node ${node}, ${date}${busy}`;
}

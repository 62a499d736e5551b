// What a camera through ffmpeg costs this process, and whether anything is left when it is closed.
//   tsx --tsconfig tsconfig.base.json bench/src/cameras.ts [--json] [--short] [--soak-seconds=60]
// SYNTHETIC pictures of 1280 x 720 in YUYV, as a webcam gives them, 30 a second, made by ffmpeg itself.
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createFfmpegCamera } from "@sourire/camera-adapters/ffmpeg";
import { machineLine, thisMachine } from "./machine.js";
import { option, progress, report } from "./options.js";
import { median, rounded } from "./statistics.js";

const SIZE = { width: 1280, height: 720 };
const RATE = 30;
const GRAPH = `color=c=gray:size=${SIZE.width}x${SIZE.height}:rate=${RATE},format=yuyv422`;
const SOURCE = { kind: "lavfi", graph: GRAPH } as const;
const PATIENCE_MS = 60_000;
const TARGETS = { frameMs: 2, coreShare: 0.05, growthMb: 8 } as const;

const short = process.argv.includes("--short");
const soakSeconds = Number(option("soak-seconds") ?? (short ? 5 : 60));
if (!(soakSeconds >= 1)) throw new RangeError("--soak-seconds: need at least 1");
const frames = short ? 60 : 600;
const cycles = short ? 20 : 200;

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

interface Cost {
  /** Processor time of this process, all threads, ms a frame. */
  readonly frameMs: number;
  /** Of one core. */
  readonly coreShare: number;
  readonly framesPerSecond: number;
}

function costMeter(): { frame(): boolean; cost(): Cost } {
  const warmUp = RATE;
  let seen = 0;
  let cpu = process.cpuUsage();
  let startedMs = 0;
  return {
    frame() {
      if (++seen === warmUp) {
        cpu = process.cpuUsage();
        startedMs = performance.now();
      }
      return seen < warmUp + frames;
    },
    cost() {
      const { user, system } = process.cpuUsage(cpu);
      const wallMs = performance.now() - startedMs;
      const usedMs = (user + system) / 1000;
      return {
        frameMs: rounded(usedMs / frames, 3),
        coreShare: rounded(usedMs / wallMs, 4),
        framesPerSecond: rounded((1000 * frames) / wallMs, 1),
      };
    },
  };
}

async function adapterCost(): Promise<Cost> {
  const meter = costMeter();
  await using camera = createFfmpegCamera({ source: SOURCE });
  for await (const _ of camera.frames({ signal: AbortSignal.timeout(PATIENCE_MS) })) {
    if (!meter.frame()) break;
  }
  return meter.cost();
}

/** The usual way to read a child process, for comparison: its `data` events, copied into a frame. */
async function chunksCost(): Promise<Cost> {
  const meter = costMeter();
  const input = ["-loglevel", "error", "-re", "-f", "lavfi", "-i", GRAPH];
  const output = ["-f", "rawvideo", "-flush_packets", "1", "pipe:1"];
  const child = spawn("ffmpeg", [...input, ...output], { stdio: ["ignore", "pipe", "ignore"] });
  const frame = new Uint8Array(SIZE.width * SIZE.height * 2);
  let filled = 0;
  const take = (chunk: Uint8Array): boolean => {
    for (let at = 0; at < chunk.length; ) {
      const part = chunk.subarray(at, at + frame.length - filled);
      frame.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled < frame.length) continue;
      filled = 0;
      if (!meter.frame()) return false;
    }
    return true;
  };
  await new Promise<void>((resolve, reject) => {
    child.once("error", reject).once("exit", () => reject(new Error("ffmpeg ended early")));
    child.stdout.on("data", (chunk: Uint8Array) => take(chunk) || resolve());
  });
  child.kill();
  return meter.cost();
}

/** Memory of this process over a time of reading. */
interface Soak {
  readonly seconds: number;
  readonly frames: number;
  /** MB, medians of the first and the last third of the samples, after collecting garbage. */
  readonly heapMb: readonly [first: number, last: number];
  readonly rssMb: readonly [first: number, last: number];
}

async function soak(): Promise<Soak> {
  const heap: number[] = [];
  const rss: number[] = [];
  let seen = 0;
  await using camera = createFfmpegCamera({ source: SOURCE });
  const over = AbortSignal.timeout(1000 * soakSeconds);
  for await (const _ of camera.frames({ signal: over })) {
    if (++seen % (RATE / 2) !== 0) continue;
    collect();
    const { heapUsed, rss: resident } = process.memoryUsage();
    heap.push(heapUsed / 1e6);
    rss.push(resident / 1e6);
  }
  return { seconds: soakSeconds, frames: seen, heapMb: ends(heap), rssMb: ends(rss) };
}

function ends(samples: readonly number[]): readonly [first: number, last: number] {
  const third = Math.max(1, Math.floor(samples.length / 3));
  return [rounded(median(samples.slice(0, third)), 1), rounded(median(samples.slice(-third)), 1)];
}

/** What opening and closing leaves behind. */
interface Cycles {
  readonly count: number;
  /** To the first frame, and from closing to the end of ffmpeg; medians. */
  readonly openMs: number;
  readonly closeMs: number;
  /** Processes that are left, zombies among them; undefined where the system has no /proc. */
  readonly children: number | undefined;
  /** Descriptors that were added. */
  readonly descriptors: number | undefined;
}

async function openAndClose(): Promise<Cycles> {
  const opens: number[] = [];
  const closes: number[] = [];
  const source = { kind: "lavfi", graph: "color=size=64x48:rate=30" } as const;
  let before: number | undefined;
  for (let i = 0; i < cycles; i++) {
    const startedMs = performance.now();
    let closingMs = startedMs;
    const camera = createFfmpegCamera({ source });
    for await (const _ of camera.frames({ signal: AbortSignal.timeout(PATIENCE_MS) })) {
      opens.push(performance.now() - startedMs);
      closingMs = performance.now();
      break;
    }
    await camera[Symbol.asyncDispose]();
    closes.push(performance.now() - closingMs);
    before ??= descriptors(); // what is opened once for all is open now
  }
  const after = descriptors();
  return {
    count: cycles,
    openMs: Math.round(median(opens)),
    closeMs: Math.round(median(closes)),
    children: children(),
    descriptors: before === undefined || after === undefined ? undefined : after - before,
  };
}

function descriptors(): number | undefined {
  try {
    return readdirSync("/proc/self/fd").length;
  } catch {
    return undefined;
  }
}

/** Children named ffmpeg, dead ones that nobody waited for among them. */
function children(): number | undefined {
  if (descriptors() === undefined) return undefined;
  return readdirSync("/proc").filter((name) => {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      return stat.includes("(ffmpeg) ") && Number(/\) \S (\d+)/.exec(stat)?.[1]) === process.pid;
    } catch {
      return false; // no process, or one that ended meanwhile
    }
  }).length;
}

function verdictsOf(cost: Cost, { heapMb, rssMb }: Soak, left: Cycles) {
  const heapGrowth = rounded(heapMb[1] - heapMb[0], 1);
  const rssGrowth = rounded(rssMb[1] - rssMb[0], 1);
  const { frameMs, coreShare, growthMb } = TARGETS;
  return [
    {
      name: `under ${frameMs} ms a frame`,
      value: `${cost.frameMs} ms`,
      met: cost.frameMs < frameMs,
    },
    {
      name: `under ${100 * coreShare} % of a core`,
      value: `${rounded(100 * cost.coreShare, 2)} %`,
      met: cost.coreShare < coreShare,
    },
    {
      name: `heap grows under ${growthMb} MB`,
      value: `${heapGrowth} MB`,
      met: heapGrowth < growthMb,
    },
    {
      name: `memory grows under ${growthMb} MB`,
      value: `${rssGrowth} MB`,
      met: rssGrowth < growthMb,
    },
    { name: "no process is left", value: String(left.children), met: !left.children },
    {
      name: "no descriptor is left",
      value: String(left.descriptors),
      met: (left.descriptors ?? 0) <= 0,
    },
  ];
}

progress(`reading ${frames} frames, twice`);
const cost = await adapterCost();
const chunks = await chunksCost();
progress(`reading for ${soakSeconds} s`);
const memory = await soak();
progress(`opening and closing ${cycles} times`);
const left = await openAndClose();
const machine = thisMachine();
const verdicts = verdictsOf(cost, memory, left);
const row = (name: string, { frameMs, coreShare, framesPerSecond }: Cost): string =>
  `| ${name} | ${frameMs} | ${rounded(100 * coreShare, 2)} % | ${framesPerSecond} |`;
report({ machine, short, cost, chunks, soak: memory, cycles: left, verdicts }, [
  `Machine: ${machineLine(machine)}. SYNTHETIC frames of 1280 x 720 in YUYV, 30 a second.`,
  ...(short ? ["", "**Short run: nothing to quote.**"] : []),
  ...["", "| read by | ms of CPU a frame | of a core | frames/s |", "| --- | --- | --- | --- |"],
  row("the adapter", cost),
  row("`data` events and a copy", chunks),
  "",
  `${memory.frames} frames in ${memory.seconds} s: heap ${memory.heapMb.join(" -> ")} MB, resident ${memory.rssMb.join(" -> ")} MB.`,
  `${left.count} times opened and closed: first frame after ${left.openMs} ms, gone after ${left.closeMs} ms (medians).`,
  ...["", "| target | measured | |", "| --- | --- | --- |"],
  ...verdicts.map(
    ({ name, value, met }) => `| ${name} | ${value} | ${met ? "met" : "**missed**"} |`,
  ),
]);
if (verdicts.some(({ met }) => !met)) process.exitCode = 1;

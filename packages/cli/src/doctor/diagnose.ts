import type { InferenceRuntime } from "@sourire/core";
import { openSqliteStore } from "@sourire/issuer/sqlite";
import { type FoundPack, findPacks, resolvePack } from "@sourire/models";
import {
  createOnnxRuntime,
  listProviders,
  type OnnxProvider,
  type ProviderReport,
} from "@sourire/node";
import type { DataFolder } from "../world/data-folder.js";
import { type Environment, judgeEnvironment, readEnvironment } from "./environment.js";
import type { FileReport } from "./examine-file.js";
import { examinePack, type PackReport } from "./examine-pack.js";
import { examine, type Finding, type Found, fine } from "./finding.js";
import { examineKeyFolders } from "./key-folders.js";
import { type FrameReport, measureFrame } from "./measure-frame.js";

/** What `sourire doctor` found; with `--json` it is printed as it stands. Members are added, never renamed. */
export interface Diagnosis {
  /** Nothing is broken. */
  readonly healthy: boolean;
  /** Everything that was looked at, in words. */
  readonly findings: readonly Finding[];
  /** The machine and what is installed. */
  readonly environment: Environment;
  /** Every execution provider, here or not. */
  readonly providers: readonly ProviderReport[];
  /** What the networks were run with; `null` where it could not be made. */
  readonly runtime: { readonly id: string; readonly provider: string } | null;
  /** Every pack found, with every file. */
  readonly packs: readonly PackReport[];
  /** How long a frame takes with the pack in use; `null` where it could not be measured. */
  readonly frame: FrameReport | null;
}

/** Options of {@link diagnose}. */
export interface DiagnoseOptions {
  /** Name or folder of the pack to take as the one in use; all others are left out then. */
  readonly pack?: string | undefined;
  /** The execution provider to run networks with. */
  readonly provider: OnnxProvider;
  /** Where keys are kept. */
  readonly folder: DataFolder;
  /** Told what is looked at next. */
  readonly progress: (text: string) => void;
}

/** Tries one thing: its value where it worked, and a finding either way. */
type Attempt = <T>(
  what: string,
  work: () => Promise<readonly [T, Found]>,
) => Promise<T | undefined>;

/** Looks at everything that a payment needs on this machine. Changes nothing. */
export async function diagnose(options: DiagnoseOptions): Promise<Diagnosis> {
  const findings: Finding[] = [];
  const attempt: Attempt = async (what, work) => {
    options.progress(what);
    let value: Awaited<ReturnType<typeof work>>[0] | undefined;
    const finding = await examine(what, async () => {
      const [worked, found] = await work();
      value = worked;
      return found;
    });
    findings.push(finding);
    return value;
  };
  const environment = readEnvironment();
  findings.push({ what: "machine", ...judgeEnvironment(environment) });
  const providers = await attempt("providers", async () => {
    const list = await listProviders();
    const names = list.map(({ name, available }) => `${name} ${available ? "yes" : "no"}`);
    return [list, fine(names.join(", "))];
  });
  const runtime = await attempt("runtime", async () => {
    const made = await createOnnxRuntime({ provider: options.provider });
    return [made, fine(`${made.id}, ${made.provider}`)];
  });
  try {
    const networks = await diagnoseNetworks(options, runtime, findings, attempt);
    await attempt("database", async () => {
      await using _store = await openSqliteStore({ file: ":memory:" });
      return [undefined, fine("SQLite opens and migrates")];
    });
    await attempt("keys", async () => [undefined, await examineKeyFolders(options.folder)]);
    return {
      healthy: findings.every(({ state }) => state !== "broken"),
      findings,
      environment,
      providers: providers ?? [],
      runtime: runtime ? { id: runtime.id, provider: runtime.provider } : null,
      ...networks,
    };
  } finally {
    await runtime?.[Symbol.asyncDispose]();
  }
}

async function diagnoseNetworks(
  { pack, progress }: DiagnoseOptions,
  runtime: InferenceRuntime | undefined,
  findings: Finding[],
  attempt: Attempt,
): Promise<Pick<Diagnosis, "packs" | "frame">> {
  const inUse = await attempt("model pack", async () => {
    const taken = await resolvePack(pack);
    return [taken, fine(`${taken.id} is in use`)];
  });
  const found = pack === undefined ? await attempt("packs", foundPacks) : inUse && [inUse];
  const reports: PackReport[] = [];
  const known = new Map<string, FileReport>();
  for (const each of found ?? []) {
    const examined = await examinePack(each, { runtime, inUse, known, progress });
    reports.push(examined.report);
    findings.push(...examined.findings);
  }
  const runs = reports.some(({ inUse: used, files }) => used && files.every(isRight));
  if (!runtime || !inUse || !runs) return { packs: reports, frame: null };
  const frame = await attempt("frame", async () => {
    const measured = await measureFrame(await inUse.open(), runtime);
    return [measured, fine(describeFrame(measured))];
  });
  return { packs: reports, frame: frame ?? null };
}

async function foundPacks(): Promise<readonly [readonly FoundPack[], Found]> {
  const packs = await findPacks();
  return [packs, fine(packs.map(({ id }) => id).join(", ") || "none")];
}

function isRight({ parity }: FileReport): boolean {
  return parity === "passed" || parity === "unproven";
}

function describeFrame({ width, height, openMs, stagesMs, totalMs }: FrameReport): string {
  const stages = Object.entries(stagesMs).map(([name, ms]) => `${name} ${ms.toFixed(1)}`);
  return `${totalMs.toFixed(1)} ms for ${width} x ${height} (${stages.join(", ")}); networks opened in ${openMs} ms`;
}

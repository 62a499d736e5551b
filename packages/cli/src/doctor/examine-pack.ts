import { ERROR_REMEDIES, type InferenceRuntime, type ModelFile, pinnedFiles } from "@sourire/core";
import { type FoundPack, verifyPack } from "@sourire/models";
import { examineFile, type FileReport } from "./examine-file.js";
import { type Finding, type Found, fine, foundFault } from "./finding.js";

/** One pack on this machine. */
export interface PackReport {
  /** Name and version. */
  readonly id: string;
  /** Its folder. */
  readonly location: string;
  /** Whether a command takes it when no pack is named. */
  readonly inUse: boolean;
  /** Whether every file is the file of the manifest. */
  readonly verified: boolean;
  /** SHA-256 of the manifest; `null` where the pack is broken. */
  readonly digest: string | null;
  /** Whether its measured errors are small enough for payments. */
  readonly paymentGrade: boolean;
  /** Whether its licences allow commercial use beyond dispute. */
  readonly commercialUse: string;
  /** Whether it carries a face template, which head pose, depth and the simulated head need. */
  readonly faceTemplate: boolean;
  /** What was measured, by nominal false match rate. */
  readonly errorRates: readonly {
    readonly fmr: number;
    readonly fnmr: number;
    readonly genuinePairs: number;
  }[];
  /** Every network; empty when the pack is broken or nothing can run it. */
  readonly files: readonly FileReport[];
}

/** A pack, and what to say of it. */
export interface ExaminedPack {
  /** For programs. */
  readonly report: PackReport;
  /** For people. */
  readonly findings: readonly Finding[];
}

/** How packs are examined. */
export interface PackExamination {
  /** What runs the networks; without one they are verified only. */
  readonly runtime: InferenceRuntime | undefined;
  /** The pack in use; notes about others do not matter. */
  readonly inUse: FoundPack | undefined;
  /** Networks examined already, by SHA-256: packs share files. */
  readonly known: Map<string, FileReport>;
  /** Told what is looked at next. */
  readonly progress: (text: string) => void;
}

/** Verifies a pack, and runs every network of it. */
export async function examinePack(
  found: FoundPack,
  { runtime, inUse, known, progress }: PackExamination,
): Promise<ExaminedPack> {
  const { id, location, manifest } = found;
  const isInUse = id === inUse?.id && location === inUse.location;
  const about = {
    id,
    location,
    inUse: isInUse,
    paymentGrade: manifest.paymentGrade,
    commercialUse: manifest.commercialUse,
    faceTemplate: manifest.faceTemplate !== undefined,
    errorRates: manifest.operatingPoints.map(({ fmr, fnmr, genuinePairs }) => ({
      fmr,
      fnmr,
      genuinePairs,
    })),
  };
  const what = `pack ${id}`;
  try {
    const pack = await found.open();
    const { digest } = await verifyPack(pack);
    const files: FileReport[] = [];
    for (const file of runtime ? manifest.files : []) {
      progress(`${id}: running ${file.path}`);
      files.push(
        await onceEach(known, file, () => examineFile(runtime as InferenceRuntime, pack, file)),
      );
    }
    const report = { ...about, verified: true, digest, files };
    const detail = `${isInUse ? "in use" : "found"}, ${pinnedFiles(manifest).length} files verified, digest ${digest.slice(0, 16)}…, ${location}`;
    const findings = [
      { what, ...fine(detail) },
      { what: `errors ${id}`, ...judgeErrors(report) },
      ...(runtime ? [{ what: `parity ${id}`, ...judgeParity(report, runtime.provider) }] : []),
    ];
    return { report, findings };
  } catch (error) {
    const report = { ...about, verified: false, digest: null, files: [] };
    return { report, findings: [{ what, ...foundFault(error) }] };
  }
}

async function onceEach(
  known: Map<string, FileReport>,
  { path, sha256, golden }: ModelFile,
  examine: () => Promise<FileReport>,
): Promise<FileReport> {
  const key = `${sha256} ${path} ${JSON.stringify(golden)}`;
  const report = known.get(key) ?? (await examine());
  known.set(key, report);
  return report;
}

function judgeErrors({ errorRates, paymentGrade, commercialUse, inUse }: PackReport): Found {
  const measured = errorRates.map(
    ({ fmr, fnmr, genuinePairs }) =>
      `FNMR ${(100 * fnmr).toFixed(1)} % at FMR ${fmr.toExponential(0)} (n = ${genuinePairs})`,
  );
  const rates = measured.join("; ") || "never measured";
  const detail = `${paymentGrade ? "payment grade" : "NOT payment grade"}: ${rates}${commercialUse === "allowed" ? "" : `; commercial use ${commercialUse}`}`;
  if (paymentGrade) return fine(detail);
  const remedy = "Good for trying and developing; a live issuer refuses this pack.";
  return { state: "note", detail, ...(inUse ? { remedy } : {}) };
}

function judgeParity({ files }: PackReport, provider: string): Found {
  const bad = files.find(({ parity }) => parity === "failed" || parity === "not-run");
  if (bad) {
    const code = bad.fault?.code as keyof typeof ERROR_REMEDIES | undefined;
    return {
      state: "broken",
      detail: `${bad.path} on ${provider}: ${bad.fault?.message ?? bad.parity}`,
      remedy: ERROR_REMEDIES[code ?? "RUNTIME_PARITY_FAILED"],
    };
  }
  const proven = files.filter(({ parity }) => parity === "passed");
  const angle = Math.max(0, ...proven.map(({ cosine }) => 1 - (cosine ?? 0)));
  const detail = `${proven.length} of ${files.length} files answer rightly on ${provider}, 1 - cosine at most ${angle.toExponential(1)}`;
  if (proven.length === files.length) return fine(detail);
  const remedy =
    "The manifest holds no golden values for the others: whether this machine computes them rightly cannot be told.";
  return { state: "note", detail, remedy };
}

import type { Output } from "../output.js";
import type { Diagnosis } from "./diagnose.js";
import type { FileReport } from "./examine-file.js";
import type { PackReport } from "./examine-pack.js";

const MARKS = { fine: "✓", note: "!", broken: "✗" } as const;

/** Prints a diagnosis for a person: first the tables, then what was found, with what to do. */
export function printDiagnosis(diagnosis: Diagnosis, output: Pick<Output, "line">): void {
  const { environment, providers, packs, findings, healthy } = diagnosis;
  output.line("packages");
  for (const [name, version] of Object.entries(environment.packages)) {
    output.line(`  ${name.padEnd(18)} ${version ?? "NOT FOUND"}`);
  }
  output.line();
  output.line("providers");
  for (const { name, available, reason } of providers) {
    output.line(`  ${name.padEnd(18)} ${available ? "here" : `not here: ${reason ?? ""}`}`);
  }
  for (const pack of packs) {
    output.line();
    for (const line of packLines(pack)) output.line(line);
  }
  output.line();
  const width = Math.max(...findings.map(({ what }) => what.length));
  for (const { what, state, detail, remedy } of findings) {
    output.line(`${MARKS[state]} ${what.padEnd(width)}  ${detail}`);
    if (remedy) output.line(`  ${"".padEnd(width)}  ${remedy}`);
  }
  output.line();
  output.line(healthy ? "healthy" : "BROKEN: see the lines with ✗");
}

function packLines({ id, inUse, files }: PackReport): readonly string[] {
  const header = `${"file".padEnd(32)} ${"role".padEnd(10)} ${"parity".padEnd(9)} 1 - cosine  of limit  median`;
  return [
    `${id}${inUse ? " (in use)" : ""}`,
    ...(files.length > 0 ? [`  ${header}`] : ["  no network was run"]),
    ...files.map((file) => `  ${fileLine(file)}`),
  ];
}

function fileLine({ path, role, parity, cosine, errorShare, medianMs }: FileReport): string {
  const angle = cosine === null ? "-" : Math.max(0, 1 - cosine).toExponential(1);
  const share = errorShare === null ? "-" : `${(100 * errorShare).toPrecision(2)} %`;
  const speed = medianMs === null ? "-" : `${medianMs.toFixed(2)} ms`;
  const mark = parity === "failed" || parity === "not-run" ? parity.toUpperCase() : parity;
  return `${path.padEnd(32)} ${role.padEnd(10)} ${mark.padEnd(9)} ${angle.padStart(10)}  ${share.padStart(8)}  ${speed.padStart(8)}`;
}

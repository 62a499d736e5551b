import type { ModelPackManifest } from "@sourire/core";
import { megabytes } from "./models/megabytes.js";

/** A pack for people: what it is, what it may be used for, how good it is. */
export function packTable(pack: {
  readonly location: string;
  readonly source: "folder" | "loose";
  readonly inUse: boolean;
  readonly digest: string;
  readonly manifest: ModelPackManifest;
}): readonly string[] {
  const { manifest, location, source, inUse, digest } = pack;
  const grade = manifest.paymentGrade ? "payment grade" : "NOT payment grade";
  return [
    `${inUse ? "* " : "  "}${manifest.id}  ${manifest.title}${inUse ? "  (in use)" : ""}`,
    `    ${grade}; commercial use ${manifest.commercialUse}; digest ${digest.slice(0, 16)}…`,
    `    ${location}${source === "loose" ? " (loose files)" : ""}`,
    ...manifest.notes.map((note) => `    ${note}`),
    ...manifest.files.map(
      ({ role, path, bytes, licence }) =>
        `    ${role.padEnd(10)} ${path.padEnd(30)} ${megabytes(bytes).padStart(8)}  ${licence.spdx}`,
    ),
    ...templateLine(manifest),
    ...manifest.operatingPoints.map(
      ({ fmr, threshold, fnmr, genuinePairs, dataset }) =>
        `    FMR ${fmr.toExponential(0)}: threshold ${threshold.toFixed(4)}, FNMR ${(100 * fnmr).toFixed(1)} % (n = ${genuinePairs}, ${dataset})`,
    ),
  ];
}

function templateLine({ faceTemplate }: ModelPackManifest): readonly string[] {
  if (!faceTemplate)
    return ["    no face template: head pose, depth and the simulated head need one"];
  const { path, bytes, licence } = faceTemplate;
  return [
    `    ${"template".padEnd(10)} ${path.padEnd(30)} ${`${(bytes / 1e3).toFixed(1)} kB`.padStart(8)}  ${licence.spdx}`,
  ];
}

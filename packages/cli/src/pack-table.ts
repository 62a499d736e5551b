import type { ModelPackManifest } from "@sourire/core";

/** A pack for people: what it is, what it may be used for, how good it is. */
export function packTable(pack: {
  readonly folder: string;
  readonly digest: string;
  readonly manifest: ModelPackManifest;
}): readonly string[] {
  const { manifest, folder, digest } = pack;
  const grade = manifest.paymentGrade ? "payment grade" : "NOT payment grade";
  return [
    `${manifest.id}  ${manifest.title}`,
    `  ${grade}; commercial use ${manifest.commercialUse}; digest ${digest.slice(0, 16)}…`,
    `  ${folder}`,
    ...manifest.notes.map((note) => `  ${note}`),
    ...manifest.files.map(
      ({ role, path, bytes, licence }) =>
        `  ${role.padEnd(10)} ${path.padEnd(24)} ${megabytes(bytes)}  ${licence.spdx}`,
    ),
    ...manifest.operatingPoints.map(
      ({ fmr, threshold, fnmr, genuinePairs, dataset }) =>
        `  FMR ${fmr.toExponential(0)}: threshold ${threshold.toFixed(4)}, FNMR ${(100 * fnmr).toFixed(1)} % (n = ${genuinePairs}, ${dataset})`,
    ),
  ];
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`.padStart(8);
}

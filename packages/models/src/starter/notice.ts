import type { ModelPackManifest } from "@sourire/core";
import { LICENCE_TEXTS } from "../notice/licences.data.js";
import { templateNotice } from "../notice/template-notice.js";

/**
 * The NOTICE of the pack: what each file is, whose it is, what was changed, and the licence texts.
 * @param manifest - of the pack
 */
export function starterNotice(manifest: ModelPackManifest): string {
  const files = manifest.files.map(({ path, licence, provenance }) =>
    [
      path,
      `  weights:       ${licence.holder}`,
      `  licence:       ${licence.spdx} (${licence.url})`,
      `  taken from:    ${provenance.source} (MIT, Vladimir Mandic)`,
      `  changed:       converted to ONNX by ${provenance.converter}; the weights are the same numbers,`,
      "                 scales and biases may be folded into them",
      `  training data: ${licence.trainingData}`,
    ].join("\n"),
  );
  return [
    `${manifest.title} (${manifest.id})`,
    manifest.notes.join("\n"),
    ...files,
    ...templateNotice(manifest),
    section("Apache License 2.0 (BlazeFace, FaceMesh)", LICENCE_TEXTS["Apache-2.0"]),
    section(
      "MIT License (the npm packages that carry the weights and the triangles)",
      LICENCE_TEXTS.MIT,
    ),
    section(
      "CC0 1.0 (dlib's recogniser)",
      "Davis E. King has waived all rights: https://creativecommons.org/publicdomain/zero/1.0/legalcode",
    ),
    "",
  ].join("\n\n");
}

function section(title: string, text: string): string {
  return `${title}\n${"=".repeat(title.length)}\n\n${text}`;
}

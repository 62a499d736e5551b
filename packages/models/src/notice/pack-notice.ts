import type { ModelPackManifest } from "@sourire/core";
import { LICENCE_TEXTS } from "./licences.data.js";
import { templateNotice } from "./template-notice.js";

/**
 * The NOTICE of a pack of the catalogue: what each file is, whose it is, and the licence texts.
 * @param manifest - of the pack
 */
export function packNotice(manifest: ModelPackManifest): string {
  const files = manifest.files.map(({ path, licence, provenance }) =>
    [
      path,
      `  weights:       ${licence.holder}`,
      `  licence:       ${licence.spdx} (${licence.url})`,
      `  taken from:    ${provenance.source}`,
      `  converted:     ${provenance.converter}`,
      `  training data: ${licence.trainingData}`,
    ].join("\n"),
  );
  const used = new Set(manifest.files.map(({ licence }) => licence.spdx));
  if (manifest.faceTemplate) used.add("MIT");
  const texts = Object.entries(LICENCE_TEXTS).filter(([spdx]) => used.has(spdx));
  return [
    `${manifest.title} (${manifest.id})`,
    manifest.notes.join("\n"),
    ...files,
    ...templateNotice(manifest),
    ...texts.map(([spdx, text]) => `${spdx}\n${"=".repeat(spdx.length)}\n\n${text}`),
    "",
  ].join("\n\n");
}

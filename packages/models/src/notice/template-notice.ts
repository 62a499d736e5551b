import type { ModelPackManifest } from "@sourire/core";

/** What a NOTICE says of the pack's face template; nothing where there is none. */
export function templateNotice({
  faceTemplate,
}: Pick<ModelPackManifest, "faceTemplate">): readonly string[] {
  if (!faceTemplate) return [];
  const { path, licence, provenance } = faceTemplate;
  return [
    [
      path,
      `  made by:       ${licence.holder}`,
      `  licence:       ${licence.spdx} (${licence.url})`,
      `  taken from:    ${provenance.source}`,
      `  made with:     ${provenance.converter}: the mean of the faces on stock photographs`,
    ].join("\n"),
  ];
}

import type { ModelPackManifest } from "@sourire/core";

/** What must be said when a pack is chosen whose licence is disputed; nothing for other packs. */
export function disputeWarning(manifest: ModelPackManifest): readonly string[] {
  if (manifest.commercialUse === "allowed") return [];
  const why = manifest.notes.find((note) => /disputed/i.test(note));
  return [`! The commercial use of ${manifest.id} is disputed.`, ...(why ? [`  ${why}`] : [])];
}

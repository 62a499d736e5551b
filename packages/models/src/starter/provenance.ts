import type { ModelFile } from "@sourire/core";
import { STARTER_SOURCES, type StarterRole } from "./sources.data.js";
import { STARTER_CONVERTER } from "./version.js";

/** Where a file of the starter build comes from: the pinned source files and the converter. */
export function starterProvenance(role: StarterRole): ModelFile["provenance"] {
  const { package: name, version, json, weights } = STARTER_SOURCES[role];
  return {
    source: `npm:${name}@${version}`,
    files: [json, weights].map(({ path, sha256 }) => ({ path, sha256 })),
    converter: STARTER_CONVERTER,
  };
}

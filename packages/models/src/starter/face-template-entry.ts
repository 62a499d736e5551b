import type { FaceTemplateFile } from "@sourire/core";
import {
  MESH_TRIANGLES,
  type PackageFiles,
  STARTER_SOURCES,
  STOCK_PHOTOGRAPHS,
} from "./sources.data.js";
import { FACE_TEMPLATE_DERIVATION } from "./version.js";

/** What the manifests say of the face template apart from its bytes. */
export const FACE_TEMPLATE_ENTRY: Omit<FaceTemplateFile, "bytes" | "sha256"> = Object.freeze({
  path: "face-template.json",
  licence: {
    spdx: "Apache-2.0 AND MIT",
    holder:
      "the Sourire authors (points); Google LLC and Vladimir Mandic (triangles on the points of FaceMesh)",
    url: "https://github.com/vladmandic/human/blob/main/LICENSE",
  },
  provenance: {
    source: [STOCK_PHOTOGRAPHS, MESH_TRIANGLES].map(nameOf).join(", "),
    files: [
      ...STOCK_PHOTOGRAPHS.files,
      ...MESH_TRIANGLES.files,
      ...[STARTER_SOURCES.detector, STARTER_SOURCES.landmarks].flatMap(({ json, weights }) => [
        json,
        weights,
      ]),
    ].map(({ path, sha256 }) => ({ path, sha256 })),
    converter: FACE_TEMPLATE_DERIVATION,
  },
});

function nameOf({ package: name, version }: PackageFiles): string {
  return `npm:${name}@${version}`;
}

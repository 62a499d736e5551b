import type { ModelFile } from "@sourire/core";
import { GOLDENS } from "../goldens.data.js";

/** Where a file can be had. */
export type FileSource =
  /** From a public address. */
  | { readonly kind: "url"; readonly url: string }
  /** The starter build makes it. */
  | { readonly kind: "starter" }
  /** There is no public address: somebody brings the file. */
  | { readonly kind: "import" };

/** A file of the catalogue. */
export interface CatalogueFile {
  /** Its entry in the manifests that hold it. */
  readonly file: ModelFile;
  /** Where it can be had. */
  readonly source: FileSource;
}

/** Adds the golden values of a file, where they were measured. */
export function withGolden(file: ModelFile): ModelFile {
  const golden = GOLDENS[file.path];
  return golden === undefined ? file : { ...file, golden };
}

/** The address of a file in a GitHub repository at a commit, so that it never changes. */
export function rawGitHub(repository: string, commit: string, path: string): string {
  return `https://raw.githubusercontent.com/${repository}/${commit}/${path}`;
}

import type { ModelPackManifest, OperatingPoint } from "@sourire/core";
import type { CatalogueFile, FileSource } from "./catalogue-file.js";
import { FACE_TEMPLATE } from "./face-template.js";
import { isPaymentGrade } from "./payment-grade.js";

/** A pack that this package knows file by file. */
export interface CataloguePack {
  /** What its `manifest.json` holds. */
  readonly manifest: ModelPackManifest;
  /** Where each file can be had, by its path in the manifest. */
  readonly sources: Readonly<Record<string, FileSource>>;
}

/** What a catalogue pack is made of. */
export interface CataloguePackParts
  extends Omit<
    ModelPackManifest,
    "schema" | "paymentGrade" | "files" | "operatingPoints" | "notes" | "faceTemplate"
  > {
  /** In pipeline order. */
  readonly files: readonly CatalogueFile[];
  /** As measured. */
  readonly operatingPoints: readonly OperatingPoint[];
  /** What a user must know before they rely on the pack. */
  readonly notes: readonly string[];
}

/** Joins the parts and the one face template; whether the pack is payment grade is computed from its operating points. */
export function cataloguePack(parts: CataloguePackParts): CataloguePack {
  const { id, title, commercialUse, embedding, files, operatingPoints, notes } = parts;
  const sources = files.map(({ file, source }) => [file.path, source] as const);
  return Object.freeze({
    manifest: {
      schema: 1 as const,
      id,
      title,
      paymentGrade: isPaymentGrade(operatingPoints),
      commercialUse,
      notes: [...notes],
      embedding,
      files: files.map(({ file }) => file),
      faceTemplate: FACE_TEMPLATE,
      operatingPoints: [...operatingPoints],
    },
    sources: Object.fromEntries([...sources, [FACE_TEMPLATE.path, { kind: "starter" }]]),
  });
}

/** The bytes of a pack's `manifest.json`: the same wherever its files lie, and so is the digest. */
export function manifestBytes(manifest: ModelPackManifest): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`);
}

import {
  type ModelFile,
  type ModelPackManifest,
  type ModelRole,
  parseManifest,
} from "@sourire/core";
import { isPaymentGrade } from "../catalogue/payment-grade.js";
import { GOLDENS } from "../goldens.data.js";
import { STARTER_NETWORKS } from "./contracts.js";
import { FACE_TEMPLATE_ENTRY } from "./face-template-entry.js";
import { STARTER_OPERATING_POINTS } from "./operating-points.data.js";
import { starterProvenance } from "./provenance.js";
import { STARTER_ID } from "./version.js";

/** What only the conversion knows of a file. */
export type FileDigest = Pick<ModelFile, "bytes" | "sha256">;

/** What only a build knows of the files that it wrote. */
export interface BuiltDigests {
  /** Of the networks, by role. */
  readonly networks: ReadonlyMap<ModelRole, FileDigest>;
  /** Of the face template. */
  readonly faceTemplate: FileDigest;
}

const NOTES: readonly string[] = [
  "Not for real payments. This pack is for demonstrations, tests and development.",
  "At a false match rate of 1 in 10,000 its recogniser refuses about one true payer in five (see the operating points); NIST SP 800-63B-4 asks for less than 5 %.",
  "It holds no network against spoofing by photographs or screens.",
];

/**
 * The manifest of the starter pack.
 * @param digests - of the files that were written
 * @throws {SourireError} `MODEL_MANIFEST_INVALID` when the data of this package breaks the schema
 */
export function starterManifest({ networks, faceTemplate }: BuiltDigests): ModelPackManifest {
  return parseManifest({
    schema: 1,
    id: STARTER_ID,
    title: "Starter pack: BlazeFace, FaceMesh and dlib's recogniser",
    paymentGrade: isPaymentGrade(STARTER_OPERATING_POINTS),
    commercialUse: "allowed",
    notes: NOTES,
    embedding: { space: "dlib-resnet-v1/128", dimensions: 128 },
    files: STARTER_NETWORKS.map((network) => ({
      ...network,
      ...networks.get(network.role),
      provenance: starterProvenance(network.role),
      ...golden(network.path),
    })),
    faceTemplate: { ...FACE_TEMPLATE_ENTRY, ...faceTemplate },
    operatingPoints: STARTER_OPERATING_POINTS,
  });
}

function golden(path: string): Pick<ModelFile, "golden"> {
  const measured = GOLDENS[path];
  return measured === undefined ? {} : { golden: measured };
}

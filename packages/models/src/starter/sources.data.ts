/** A file of an npm package, pinned. */
export interface SourceFile {
  /** Path inside the package. */
  readonly path: string;
  /** SHA-256, hexadecimal. */
  readonly sha256: string;
}

/** A network as an npm package carries it. */
export interface NetworkSource {
  /** npm package. */
  readonly package: string;
  /** The version whose files are pinned. */
  readonly version: string;
  /** Topology, or the list of the weights. */
  readonly json: SourceFile;
  /** Weights. */
  readonly weights: SourceFile;
}

/** What the starter build makes: one file a role. */
export type StarterRole = "detector" | "landmarks" | "embedder";

/** Where the three networks come from. Nothing else is read, and nothing is downloaded. */
export const STARTER_SOURCES: Readonly<Record<StarterRole, NetworkSource>> = Object.freeze({
  detector: {
    package: "@vladmandic/human",
    version: "3.3.6",
    json: {
      path: "models/blazeface.json",
      sha256: "cd7bbfc078270572beb39f9e5ae67aadbd50b5e67cff37e6d4f6b3ea39312e5f",
    },
    weights: {
      path: "models/blazeface.bin",
      sha256: "dc9a97fdc50bc43216554bdd69aa3e7b9361a519ee7bdd996a2f69a98a6f9b72",
    },
  },
  landmarks: {
    package: "@vladmandic/human",
    version: "3.3.6",
    json: {
      path: "models/facemesh.json",
      sha256: "b60ca26f404724f43bd2b1575761d8265180e1f053cc0731caa68462927309e7",
    },
    weights: {
      path: "models/facemesh.bin",
      sha256: "3826da640b0a3021161605369ee6af293f75d518040355b960ec71a3390c1c0b",
    },
  },
  embedder: {
    package: "@vladmandic/face-api",
    version: "1.7.15",
    json: {
      path: "model/face_recognition_model-weights_manifest.json",
      sha256: "cbaffa501b0b9275a12b63357a6843e7e30c054e1c9151e1a5f879b26e32986b",
    },
    weights: {
      path: "model/face_recognition_model.bin",
      sha256: "b413e420d6840b2775fba32008db6f3cddb07d485967fb42cfcf379c16a8c589",
    },
  },
});

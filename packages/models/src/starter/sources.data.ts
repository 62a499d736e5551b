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

/** Files of one npm package. */
export interface PackageFiles {
  /** npm package. */
  readonly package: string;
  /** The version whose files are pinned. */
  readonly version: string;
  /** The files. */
  readonly files: readonly SourceFile[];
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

/** Six photographs of people, from which the face template is derived. They are read there and never copied. */
export const STOCK_PHOTOGRAPHS: PackageFiles = Object.freeze({
  package: "@vladmandic/face-api",
  version: "1.7.15",
  files: [
    {
      path: "demo/sample1.jpg",
      sha256: "8ecae4b267b2d3169e06e00c7dee97097aa2a94635d45216f7732a5f4943cb51",
    },
    {
      path: "demo/sample2.jpg",
      sha256: "7d2b60ae6f13bf30f422e04df87451081a02c83de469056f25afb44b7000c691",
    },
    {
      path: "demo/sample3.jpg",
      sha256: "8eb081c9efb14370fa94d9feab9e5fbeafd19a627491853a80c2bf67f7ffa936",
    },
    {
      path: "demo/sample4.jpg",
      sha256: "729efa5923061d40eb4ed5f267a18cc7b8ba6f852bb2757b16d8b7e4937476fc",
    },
    {
      path: "demo/sample5.jpg",
      sha256: "6d45095ebb182d8f975c0790e0e4eefd86fbb40609cf4b271776d92e12662938",
    },
    {
      path: "demo/sample6.jpg",
      sha256: "9baad80f9d5e306fb9b8c0913d44445f1e95848df317530efb03d0934c57ba87",
    },
  ],
});

/** A list of triangles on the points of FaceMesh, in a source file. */
export const MESH_TRIANGLES: PackageFiles = Object.freeze({
  package: "@vladmandic/human",
  version: "3.3.6",
  files: [
    {
      path: "src/face/facemeshcoords.ts",
      sha256: "f4a1c3d9426a5db3574c99a7e00631eea80b5c1a150d2f74295a7005964478f2",
    },
  ],
});

import * as z from "zod";
import { SourireError } from "../kernel/errors.js";

/** What a file is for. A pack has one file a role; of `texture` it may have none or several. */
export type ModelRole = (typeof ROLES)[number];
/** Networks that this version can feed and decode. */
export type ModelArchitecture = (typeof ARCHITECTURES)[number];

const ROLES = ["detector", "landmarks", "embedder", "texture"] as const;
const ARCHITECTURES = [
  "blazeface-256",
  "yunet",
  "facemesh-192",
  "dlib-resnet-150",
  "mobilefacenet-112",
  "edgeface-112",
  "minifasnet-v2-se-128",
  "minifasnet-v2-80",
  "minifasnet-v1-se-80",
] as const;

const interval = z.tuple([z.number().min(0).max(1), z.number().min(0).max(1)]);
const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);

const tensorSchema = z.strictObject({
  name: z.string().min(1),
  shape: z.array(z.int().min(1)),
  meaning: z.string().min(1),
});

const inputSchema = z.strictObject({
  name: z.string().min(1),
  width: z.int().min(1),
  height: z.int().min(1),
  layout: z.literal("NCHW"),
  colour: z.enum(["RGB", "BGR"]),
  /** value = (byte - mean) / scale, one mean a channel */
  mean: z.tuple([z.number(), z.number(), z.number()]),
  scale: z.tuple([z.number(), z.number(), z.number()]),
  /** How the crop is made, in words. */
  crop: z.string().min(1),
  /** The network takes other sizes than width x height too, in steps of this many pixels. */
  sizeStep: z.int().min(1).optional(),
  /** The network takes several crops in one run. */
  batch: z.boolean().optional(),
});

/** What a right backend answers to a made-up picture; see `checkParity`. */
const goldenSchema = z.strictObject({
  /** Names the made-up picture, see `wavesPicture`. */
  pattern: z.literal("waves-1"),
  outputs: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        /** Number of values that the output has. */
        length: z.int().min(1),
        /** A sample of them, see `samplePositions`: float32, little endian, base64. */
        values: z.base64(),
      }),
    )
    .min(1),
});

const fileSchema = z
  .strictObject({
    role: z.enum(ROLES),
    architecture: z.enum(ARCHITECTURES),
    path: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/),
    bytes: z.int().min(1),
    sha256: sha256Hex,
    licence: z.strictObject({
      spdx: z.string().min(1),
      holder: z.string().min(1),
      url: z.url(),
      trainingData: z.string().min(1),
    }),
    provenance: z.strictObject({
      source: z.string().min(1),
      files: z.array(z.strictObject({ path: z.string(), sha256: sha256Hex })),
      converter: z.string().min(1),
    }),
    input: inputSchema,
    outputs: z.array(tensorSchema).min(1),
    golden: goldenSchema.optional(),
  })
  .refine(({ golden, outputs }) => !golden || sameNames(golden.outputs, outputs), {
    path: ["golden"],
    message: "golden values of every output, in the order of the outputs, or none at all",
  });

/** A network is proven whole: golden values of some outputs would let the others be wrong. */
function sameNames(
  golden: readonly { readonly name: string }[],
  outputs: readonly { readonly name: string }[],
): boolean {
  return (
    golden.length === outputs.length && golden.every(({ name }, i) => name === outputs[i]?.name)
  );
}

/** The mean face that comes with the networks; see `FaceTemplate`. */
const faceTemplateSchema = z.strictObject({
  path: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*\.json$/),
  bytes: z.int().min(1),
  sha256: sha256Hex,
  licence: z.strictObject({
    spdx: z.string().min(1),
    holder: z.string().min(1),
    url: z.url(),
  }),
  provenance: z.strictObject({
    /** What it was made from, in words. */
    source: z.string().min(1),
    files: z.array(z.strictObject({ path: z.string(), sha256: sha256Hex })),
    /** What made it, with its version. */
    converter: z.string().min(1),
  }),
});

const operatingPointSchema = z.strictObject({
  /** Nominal false match rate. */
  fmr: z.number().gt(0).lt(1),
  /** Cosine similarity from which two faces are called the same. */
  threshold: z.number().min(-1).max(1),
  measuredFmr: z.number().min(0).max(1),
  /** 95 % interval of the false match rate; the upper end is what budgets use. */
  fmrInterval: interval,
  fnmr: z.number().min(0).max(1),
  fnmrInterval: interval,
  impostorPairs: z.int().min(1),
  genuinePairs: z.int().min(1),
  subjects: z.int().min(1),
  dataset: z.string().min(1),
  date: z.iso.date(),
  command: z.string().min(1),
});

const manifestSchema = z.strictObject({
  schema: z.literal(1),
  id: z.string().regex(/^[a-z][a-z0-9-]*@\d+\.\d+\.\d+$/),
  title: z.string().min(1),
  /** Whether the measured errors meet SP 800-63B-4 (FNMR < 5 % at FMR 1e-4). */
  paymentGrade: z.boolean(),
  commercialUse: z.enum(["allowed", "disputed"]),
  notes: z.array(z.string()),
  embedding: z.strictObject({
    space: z.string().min(1),
    dimensions: z.int().min(16).max(2048),
    /** The vector is the sum of the face's and its mirror image's: slower, a little more exact. */
    flipFusion: z.boolean().optional(),
  }),
  files: z.array(fileSchema).min(1),
  faceTemplate: faceTemplateSchema.optional(),
  operatingPoints: z.array(operatingPointSchema),
});

/** A pack is data: every file pinned, every threshold with its evidence. */
export type ModelPackManifest = z.infer<typeof manifestSchema>;
/** One file of a pack, with the contract of its input and outputs. */
export type ModelFile = ModelPackManifest["files"][number];
/** The face template of a pack. */
export type FaceTemplateFile = NonNullable<ModelPackManifest["faceTemplate"]>;
/** What every file of a pack is known by, network or not. */
export type PinnedFile = Pick<ModelFile, "path" | "bytes" | "sha256">;
/** A threshold with the error rates that were measured at it. */
export type OperatingPoint = ModelPackManifest["operatingPoints"][number];

/** Every file of a pack but its manifest and notice: the networks, then the face template. */
export function pinnedFiles({
  files,
  faceTemplate,
}: Pick<ModelPackManifest, "files" | "faceTemplate">): readonly PinnedFile[] {
  return faceTemplate ? [...files, faceTemplate] : files;
}

/**
 * Reads a manifest.
 * @param json - the parsed content of `manifest.json`
 * @throws {SourireError} `MODEL_ROLE_UNKNOWN`, `MODEL_ARCHITECTURE_UNKNOWN`, `MODEL_MANIFEST_INVALID`
 */
export function parseManifest(json: unknown): ModelPackManifest {
  const parsed = manifestSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue?.path.join(".") ?? "";
  const last = issue?.path.at(-1);
  if (last === "role") throw new SourireError("MODEL_ROLE_UNKNOWN", `unknown role at ${where}`);
  if (last === "architecture") {
    throw new SourireError("MODEL_ARCHITECTURE_UNKNOWN", `unknown network at ${where}`);
  }
  throw new SourireError(
    "MODEL_MANIFEST_INVALID",
    `${where}: ${issue?.message ?? "not a manifest"}`,
  );
}

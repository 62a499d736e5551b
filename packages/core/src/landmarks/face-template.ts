import * as z from "zod";
import { SourireError } from "../kernel/errors.js";
import { assertFaceGeometry } from "./face-template-geometry.js";
import { assertFaceTopology } from "./face-template-topology.js";
import { LANDMARK_COUNT } from "./landmark-model.js";

/**
 * One mean face, at rest: mouth shut, eyes open, exactly symmetric. Pose, gestures, depth checks and the simulated
 * head measure against it. Right and left are the person's.
 *
 * The origin lies midway between the eye centres (the mean of corners and lids), which are 63 mm apart. Axes as of
 * a camera in front: x to the viewer's right (the person's left), y down, z away from the viewer, so that the tip
 * of the nose has a negative z. Mirror pairs lie along x, forehead (10) and chin (152) along y.
 */
export interface FaceTemplate {
  /** Shape `[468, 3]`: x, y, z in mm, in the order of the landmark network. */
  readonly points: Float32Array;
  /**
   * Shape `[m, 3]`: corners, counter-clockwise as seen from the front, so that (b - a) x (c - a) points out of the
   * face. One surface with an edge at the face's outline and holes inside both lid rings and the inner lips,
   * see {@link FACE_REGIONS}.
   */
  readonly triangles: Uint16Array;
  /** Shape `[468]`: the point's partner across the face; itself on the midline. */
  readonly mirror: Uint16Array;
}

const index = z
  .int()
  .min(0)
  .max(LANDMARK_COUNT - 1);

const templateSchema = z.strictObject({
  schema: z.literal(1),
  points: z.array(z.number().min(-200).max(200)).length(3 * LANDMARK_COUNT),
  triangles: z.array(index),
  mirror: z.array(index).length(LANDMARK_COUNT),
});

/**
 * Reads a face template and checks that it is one: place, size and symmetry of its points, and that its triangles
 * form one surface with the right holes.
 * @param bytes - of `face-template.json`
 * @throws {SourireError} `MODEL_MANIFEST_INVALID` naming what is wrong
 */
export function parseFaceTemplate(bytes: Uint8Array): FaceTemplate {
  const parsed = templateSchema.safeParse(parseJson(bytes));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw invalidTemplate(`${issue?.path.join(".") ?? ""}: ${issue?.message ?? "wrong"}`);
  }
  const template = {
    points: Float32Array.from(parsed.data.points),
    triangles: Uint16Array.from(parsed.data.triangles),
    mirror: Uint16Array.from(parsed.data.mirror),
  };
  try {
    assertFaceGeometry(template);
    assertFaceTopology(template.triangles);
  } catch (cause) {
    if (cause instanceof RangeError) throw invalidTemplate(cause.message, { cause });
    throw cause;
  }
  return template;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw invalidTemplate("not JSON", { cause });
  }
}

function invalidTemplate(what: string, options?: ErrorOptions): SourireError {
  return new SourireError("MODEL_MANIFEST_INVALID", `no face template: ${what}`, options);
}

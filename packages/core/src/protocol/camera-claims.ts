import * as z from "zod";
import type { CameraTransport, DepthSensing } from "../capture/camera.js";
import type { VirtualCameraGrade, VirtualCameraSign } from "../capture/virtual-camera.js";
import { deviceName, nonce, seconds } from "./fields.js";

/** What tokens say of a camera. Each `satisfies` makes the compiler compare a list with the port's, both ways. */

const transport = z.enum({
  v4l2: "v4l2",
  avfoundation: "avfoundation",
  dshow: "dshow",
  rtsp: "rtsp",
  http: "http",
  file: "file",
  "media-stream": "media-stream",
  program: "program",
  other: "other",
} satisfies { [T in CameraTransport]: T });

const noise = z.enum({
  "structured-light": "structured-light",
  stereo: "stereo",
  "time-of-flight": "time-of-flight",
  unknown: "unknown",
} satisfies { [N in DepthSensing["noise"]]: N });

const depthSensing = z
  .strictObject({
    minMm: z.number().gt(0).max(1_000_000),
    maxMm: z.number().gt(0).max(1_000_000),
    noise,
  })
  .refine(({ minMm, maxMm }) => minMm < maxMm, "an empty range");

const grade = z.enum({
  none: "none",
  weak: "weak",
  "strong-hint": "strong-hint",
} satisfies { [G in VirtualCameraGrade["grade"]]: G });

const sign = z.enum({
  "label-known": "label-known",
  "label-word": "label-word",
  "no-image-controls": "no-image-controls",
  "timing-perfect": "timing-perfect",
  "timing-quantised": "timing-quantised",
  "size-unusual": "size-unusual",
  "rate-unusual": "rate-unusual",
} satisfies { [S in VirtualCameraSign]: S });

const identity = {
  id: deviceName,
  transport,
  depth: z.boolean(),
  infrared: z.boolean(),
  simulated: z.boolean(),
  depthSensing: depthSensing.exactOptional(),
};

const statesDepth = (camera: { depth: boolean; depthSensing?: object }): boolean =>
  camera.depth === (camera.depthSensing !== undefined);
const DEPTH_STATED = { path: ["depthSensing"], message: "present exactly where there is depth" };

/** What a camera is, as others are told: `describeCamera` answers it. */
export const cameraIdentityClaims = z.strictObject(identity).refine(statesDepth, DEPTH_STATED);

/** The same with the signs of a virtual camera, as evidence has it. No label: it may hold a person's name. */
export const cameraClaims = z
  .strictObject({
    ...identity,
    virtualCamera: z
      .strictObject({
        grade,
        signs: z.array(sign).refine((all) => new Set(all).size === all.length, "a sign twice"),
      })
      .refine((seen) => (seen.grade === "none") === (seen.signs.length === 0), {
        path: ["grade"],
        message: "a grade exactly where there are signs",
      }),
  })
  .refine(statesDepth, DEPTH_STATED);

/** What the device says of itself (RFC 9334). 16,000 characters hold a chain of certificates and a quote of a TPM. */
export const attestationClaims = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("unattested") }),
  z.strictObject({
    kind: z.literal("evidence"),
    format: z.string().regex(/^[a-z0-9][a-z0-9.+/-]{0,63}$/),
    data: z
      .string()
      .regex(/^[A-Za-z0-9_-]+$/)
      .max(16_000),
  }),
]);

/** Claims of a camera's own attestation, see `createKeyAttestor`. */
export const cameraAttestationClaims = z.strictObject({
  nonce,
  camera: cameraIdentityClaims,
  iat: seconds,
  exp: seconds,
});
/** What a camera's key vouched for. */
export type CameraAttestationClaims = z.infer<typeof cameraAttestationClaims>;

import type { Camera, CameraTransport, DepthSensing } from "./camera.js";

/** What a terminal says of its camera to others: to an issuer in evidence, to an {@link Attestor} to be signed. */
export interface CameraIdentity {
  /** `Camera.id`. */
  readonly id: string;
  /** The way by which the pictures come in. */
  readonly transport: CameraTransport;
  /** Frames carry measured distances. */
  readonly depth: boolean;
  /** Frames carry an infrared picture. */
  readonly infrared: boolean;
  /** The frames are made by a program. */
  readonly simulated: boolean;
  /** Range and class of noise; present exactly where `depth` is true. */
  readonly depthSensing?: DepthSensing;
}

/**
 * What is said of a camera. Its label is not: a label may hold somebody's name ("Anna's iPhone"), and whoever injects
 * frames can choose it anyway. What a label hints at travels as a grade, see {@link gradeVirtualCamera}.
 */
export function describeCamera(
  camera: Pick<Camera, "id" | "transport" | "capabilities">,
): CameraIdentity {
  const { id, transport } = camera;
  const { depth, infrared, simulated, depthSensing } = camera.capabilities;
  const said = { id, transport, depth, infrared, simulated };
  if (!depthSensing) return said;
  const { minMm, maxMm, noise } = depthSensing;
  return { ...said, depthSensing: { minMm, maxMm, noise } };
}

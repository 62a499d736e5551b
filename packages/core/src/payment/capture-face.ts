import type { Camera } from "../capture/camera.js";
import { base64url, sha256 } from "../kernel/bytes.js";
import type { Clock } from "../kernel/clock.js";
import { SourireError } from "../kernel/errors.js";
import type { Frame } from "../kernel/frame.js";
import type { LivenessCheck, LivenessVerdict } from "../liveness/liveness-check.js";
import type { FacePipeline, FollowedObservation, PayerFace } from "../pipeline/face-pipeline.js";
import { createFrameStatistics, type FrameStatistics } from "./frame-statistics.js";
import type { PayerHint } from "./payer-display.js";

/** What the capture needs. */
export interface CaptureParts {
  /** Where frames come from. */
  readonly camera: Camera;
  /** What looks at them. */
  readonly pipeline: FacePipeline;
  /** The checks that the policy requires; fresh ones. */
  readonly checks: readonly LivenessCheck[];
  /** Told what would help, for every frame that cannot be used. */
  readonly guide: (hint: PayerHint) => void;
  /** Times the frames for the evidence. */
  readonly clock: Clock;
}

/** How a capture ended. */
export type Capture =
  | ({ readonly status: "captured"; readonly statistics: FrameStatistics } & CapturedFace)
  | { readonly status: "not-live"; readonly statistics: FrameStatistics };

/** The payer's face, live. The camera is held at this frame until disposal. */
interface CapturedFace extends AsyncDisposable {
  /** The last frame; valid until disposal. */
  readonly frame: Frame;
  /** The face in it: the detector's only payer in this very frame. */
  readonly face: PayerFace;
  /** What the evidence tells of all frames. */
  readonly evidence: CaptureEvidence;
}

/** What the evidence tells of the frames. */
export interface CaptureEvidence {
  /** One result a check. */
  readonly liveness: ({ readonly check: LivenessCheck["name"] } & LivenessVerdict)[];
  /** SHA-256 of each usable frame's picture, base64url, in their order; the last 64. */
  readonly frameDigests: string[];
  /** When the first and last of them were taken, ms since the epoch. */
  readonly captured: { readonly firstMs: number; readonly lastMs: number };
}

/** Frames whose digests travel; the schema of evidence allows no more. */
const MAX_DIGESTS = 64;

/**
 * Looks until every required check has passed on the payer's face. The face is followed from frame to frame; in the
 * last one, which decides who pays, the detector always looks again.
 * @throws {SourireError} `CAMERA_UNAVAILABLE` when the camera ends first; what camera and pipeline throw
 */
export async function captureFace(
  parts: CaptureParts,
  { signal }: { readonly signal: AbortSignal },
): Promise<Capture> {
  const frames = parts.camera.frames({ signal })[Symbol.asyncIterator]();
  const release = async (): Promise<void> => void (await frames.return?.());
  try {
    const capture = await lookUntilSure(parts, frames, signal);
    if (capture.status === "captured") return { ...capture, [Symbol.asyncDispose]: release };
    await release();
    return capture;
  } catch (cause) {
    await release();
    throw cause;
  }
}

async function lookUntilSure(
  { camera, pipeline, checks, guide, clock }: CaptureParts,
  frames: AsyncIterator<Frame>,
  signal: AbortSignal,
) {
  const statistics = createFrameStatistics();
  const follower = pipeline.follow();
  const used: UsedFrame[] = [];
  let trackId: number | undefined;
  for (let next = await frames.next(); !next.done; next = await frames.next()) {
    const frame = next.value;
    const seen = await follower.observe(frame);
    signal.throwIfAborted();
    statistics.add(seen);
    if (seen.status === "unusable") {
      guide(hintOf(seen));
      continue;
    }
    const { face } = seen;
    if (face.trackId !== trackId) used.length = 0; // evidence names the frames of one face only
    trackId = face.trackId;
    used.push({ digest: await digestOf(frame), atMs: Math.round(clock.now()) });
    if (used.length > MAX_DIGESTS) used.shift();
    for (const check of checks) check.observe({ frame, face: face.landmarks });
    const liveness = checks.map((check) => ({ check: check.name, ...check.verdict() }));
    if (liveness.some((v) => v.status === "failed")) {
      return { status: "not-live" as const, statistics };
    }
    if (!liveness.every((v) => v.status === "passed")) continue;
    // following must never hide a second person: the frame that decides is detected in
    const sure = face.detectedInThisFrame
      ? ({ status: "usable", face } as const)
      : await follower.detect(frame);
    signal.throwIfAborted();
    if (sure.status === "unusable") {
      guide(hintOf(sure));
    } else if (sure.face.trackId === trackId) {
      const captured = { firstMs: used[0]?.atMs ?? 0, lastMs: used.at(-1)?.atMs ?? 0 };
      const evidence = { liveness, frameDigests: used.map((u) => u.digest), captured };
      return { status: "captured" as const, frame, face: sure.face, evidence, statistics };
    }
  }
  signal.throwIfAborted();
  throw new SourireError("CAMERA_UNAVAILABLE", `camera ${camera.id} ended`);
}

/** A frame that the evidence names. */
interface UsedFrame {
  readonly digest: string;
  readonly atMs: number;
}

function hintOf(seen: Extract<FollowedObservation, { status: "unusable" }>): PayerHint {
  if (seen.reason === "several-faces") return "one-person-please";
  return seen.defects[0]?.hint ?? "show-your-face";
}

async function digestOf(frame: Frame): Promise<string> {
  return base64url.encode(await sha256(frame.image.data));
}

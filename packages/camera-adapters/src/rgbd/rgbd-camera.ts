import {
  type Camera,
  type CameraCapabilities,
  type CameraTransport,
  disposeAll,
  SourireError,
} from "@sourire/core";
import type { RgbdCalibration } from "./calibration.js";
import type { RgbdCameraOptions } from "./options.js";
import { parseCalibration } from "./parse-calibration.js";
import { createRgbdReader, type RgbdCameras } from "./rgbd-reader.js";

/**
 * Makes one camera of a colour camera, a depth camera and perhaps an infrared one: frames of the same moment, with a
 * distance for every pixel of the colour picture. Runs wherever its cameras run; one reader at a time.
 *
 * The composition owns the cameras: it stops them together, and disposes of them. `depth` of a frame has the size of its
 * `image`, distances are those from the colour camera along its axis, and `intrinsics` are the colour camera's. The
 * pictures are copies, because frames must wait for each other. `infrared` is not registered: it stays in the view of its sensor.
 *
 * @throws {SourireError} `CALIBRATION_INVALID` when the calibration cannot be true; from `frames` also when the streams
 * are not what it says, `DEPTH_UNSYNCHRONISED` when nothing pairs, `DEPTH_MISSING` when the depth is empty,
 * `CAMERA_FORMAT_UNSUPPORTED` when depth or infrared have another format, `CAMERA_BUSY` for a second reader, and whatever one of the
 * cameras fails with, once
 * @throws {RangeError} when an option is out of its range
 * @example await using camera = createRgbdCamera({ colour, depth, calibration: await readCalibration("camera.json") });
 */
export function createRgbdCamera(options: RgbdCameraOptions): Camera {
  const { colour, depth, infrared } = options;
  const calibration = parseCalibration(options.calibration);
  const cameras: RgbdCameras = { colour, depth, ...(infrared ? { infrared } : {}) };
  const reader = createRgbdReader(calibration, options);
  const all = infrared ? [colour, depth, infrared] : [colour, depth];
  const closing = new AbortController();
  const identity = identityOf(all, calibration);
  return {
    ...identity,
    async *frames({ signal }) {
      yield* reader.read(cameras, AbortSignal.any([signal, closing.signal]));
      if (closing.signal.aborted) {
        throw new SourireError("CAMERA_CLOSED", `${identity.id} was disposed of`);
      }
    },
    async [Symbol.asyncDispose]() {
      closing.abort();
      await disposeAll(all);
    },
  };
}

/** What the composition says of itself: nothing better than the least of its parts. */
export function identityOf(
  cameras: readonly Pick<Camera, "id" | "transport" | "label" | "capabilities">[],
  calibration: RgbdCalibration,
): Pick<Camera, "id" | "transport" | "label" | "capabilities"> {
  const [colour] = cameras;
  return {
    id: `rgbd:${cameras.map(({ id }) => id).join("+")}`.slice(0, LONGEST_ID),
    transport: transportOf(cameras.map(({ transport }) => transport)),
    ...(colour?.label === undefined ? {} : { label: colour.label }),
    capabilities: capabilitiesOf(cameras, calibration),
  };
}
const LONGEST_ID = 200;

/** Programs and files among devices decide what is said; a mixture of devices has no name. */
function transportOf(transports: readonly CameraTransport[]): CameraTransport {
  for (const weakest of ["program", "file"] as const) {
    if (transports.includes(weakest)) return weakest;
  }
  const [first = "other"] = transports;
  return transports.every((transport) => transport === first) ? first : "other";
}

function capabilitiesOf(
  cameras: readonly Pick<Camera, "capabilities">[],
  { depth: { minMm, maxMm, noise } }: RgbdCalibration,
): CameraCapabilities {
  return Object.freeze({
    depth: true,
    depthSensing: Object.freeze({ minMm, maxMm, noise }),
    infrared: cameras.length > 2,
    simulated: cameras.some(({ capabilities }) => capabilities.simulated),
  });
}

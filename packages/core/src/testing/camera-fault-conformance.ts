import type { Camera } from "../capture/camera.js";
import type { ErrorCode } from "../kernel/errors.js";
import { CAMERA_CODE, endingOf, open } from "./camera-reading.js";
import { faultOf } from "./check-fault.js";
import type { ConformanceCase } from "./conformance-case.js";

/** Options of {@link cameraFaultConformance}. */
export interface CameraFaultOptions {
  /**
   * What the camera may take to find out that it cannot, ms; a runner's own time limit must be twice as long.
   * @defaultValue 15000, which outlasts the time-outs of a network
   */
  readonly patienceMs?: number;
}

/**
 * The contract of a camera that cannot give frames: unplugged, busy, refused. Give it one whose device is truly so, for
 * each code that the adapter states. An adapter that has to open in its factory may throw the code there.
 * @param code - what `frames` must throw when the first frame is asked for
 * @example it.each(cameraFaultConformance("CAMERA_NOT_FOUND"))("$name", ({ run }) => run(openMissing, expect));
 */
export function cameraFaultConformance(
  code: ErrorCode,
  { patienceMs = 15_000 }: CameraFaultOptions = {},
): readonly ConformanceCase<Camera>[] {
  const ask = async (camera: Camera, aborted = false): Promise<string> => {
    const stop = new AbortController();
    if (aborted) stop.abort();
    const asked = (async () => open(camera, stop.signal).next())();
    const ending = await endingOf(asked, patienceMs);
    stop.abort(); // one that still waits is let go
    return ending;
  };
  return [
    {
      name: `throws ${code} from frames: no frame, no end, no bare error, no waiting for ever`,
      async run(make, expect) {
        await using camera = await opened(make, (fault) => expect(fault).toBe(code));
        if (camera) expect(await ask(camera)).toBe(code);
      },
    },
    {
      name: `after ${code} throws a code again when it is read again`,
      async run(make, expect) {
        await using camera = await opened(make, (fault) => expect(fault).toBe(code));
        if (!camera) return;
        await ask(camera);
        const again = await ask(camera);
        expect(CAMERA_CODE.test(again), `again: ${again}`).toBe(true);
      },
    },
    {
      name: `gives nothing, and no ${code}, when the signal was aborted before`,
      async run(make, expect) {
        await using camera = await opened(make, (fault) => expect(fault).toBe(code));
        if (camera) expect(await ask(camera, true)).toBe("end");
      },
    },
    {
      name: `after ${code} can be disposed of twice, and then says CAMERA_CLOSED`,
      async run(make, expect) {
        const camera = await opened(make, (fault) => expect(fault).toBe(code));
        if (!camera) return;
        await ask(camera);
        await camera[Symbol.asyncDispose]();
        await camera[Symbol.asyncDispose]();
        expect(await ask(camera)).toBe("CAMERA_CLOSED");
      },
    },
  ];
}

/** @returns nothing where the factory threw; `check` was told what */
async function opened(
  make: () => Promise<Camera>,
  check: (fault: string) => void,
): Promise<Camera | undefined> {
  let camera: Camera | undefined;
  const fault = await faultOf(async () => {
    camera = await make();
  });
  if (!camera) check(fault);
  return camera;
}

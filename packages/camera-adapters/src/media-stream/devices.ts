import { insecureContext, mediaFault } from "./faults.js";

/** A camera as the browser lists it. */
export interface MediaCamera {
  /** For `deviceId` of {@link createMediaStreamCamera}; differs from origin to origin. */
  readonly deviceId: string;
  /** What the system calls it, once a camera was permitted. */
  readonly label?: string;
  /** The same for the parts of one device. */
  readonly groupId?: string;
}

/**
 * The cameras of this machine. Without permission browsers name at most one, without label and with an empty `deviceId`.
 * @throws {SourireError} `CAMERA_DENIED` without a secure context, `CAMERA_UNAVAILABLE`
 */
export async function listMediaCameras(): Promise<readonly MediaCamera[]> {
  try {
    const devices = await mediaDevices().enumerateDevices();
    return devices
      .filter(({ kind }) => kind === "videoinput")
      .map(({ deviceId, label, groupId }) => ({
        deviceId,
        ...(label === "" ? {} : { label }),
        ...(groupId === "" ? {} : { groupId }),
      }));
  } catch (cause) {
    throw mediaFault(cause);
  }
}

/**
 * Tells when a device is plugged in or taken out; what there is then, {@link listMediaCameras} says.
 * @param options - `signal` ends it
 * @throws {SourireError} `CAMERA_DENIED` without a secure context
 */
export function onDeviceChange(
  listener: () => void,
  { signal }: { readonly signal: AbortSignal },
): void {
  mediaDevices().addEventListener("devicechange", () => listener(), { signal });
}

/** @throws {SourireError} `CAMERA_DENIED` */
function mediaDevices(): MediaDevices {
  // its type does not say so, but a page without a secure context has none
  const devices: MediaDevices | undefined = globalThis.navigator?.mediaDevices;
  if (!devices) throw insecureContext();
  return devices;
}

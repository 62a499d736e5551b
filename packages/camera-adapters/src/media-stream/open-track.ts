import { insecureContext, mediaFault, trackLost } from "./faults.js";
import { constraintsOf, type MediaStreamCameraSettings } from "./options.js";

/** A camera's track, and whose it is. */
export interface OpenTrack {
  readonly track: MediaStreamTrack;
  /** We asked for it, so we stop it. */
  readonly owned: boolean;
}

/**
 * Takes the track that was handed in, or asks the browser for one.
 * @throws {SourireError} `CAMERA_DENIED`, `CAMERA_NOT_FOUND`, `CAMERA_BUSY`, `CAMERA_FORMAT_UNSUPPORTED`, `CAMERA_LOST`, `CAMERA_UNAVAILABLE`
 * @throws the signal's own reason
 */
export async function openTrack(settings: MediaStreamCameraSettings): Promise<OpenTrack> {
  const { source, signal } = settings;
  signal?.throwIfAborted();
  if (source) return { track: trackOf(source), owned: false };
  // its type does not say so, but a page without a secure context has none
  const devices: MediaDevices | undefined = globalThis.navigator?.mediaDevices;
  if (!devices) throw insecureContext();
  const asked = devices
    .getUserMedia({ video: constraintsOf(settings), audio: false })
    .catch((cause: unknown) => {
      throw mediaFault(cause);
    });
  const stream = signal ? await untilAbort(asked, signal) : await asked;
  return { track: trackOf(stream), owned: true };
}

function trackOf(source: MediaStreamTrack | MediaStream): MediaStreamTrack {
  const track = "getVideoTracks" in source ? source.getVideoTracks()[0] : source;
  if (track?.kind !== "video") throw new TypeError("source: need a video track");
  if (track.readyState === "ended") throw trackLost("the track");
  return track;
}

/** A prompt cannot be taken back: what the person grants after the abort is stopped at once. */
async function untilAbort(asked: Promise<MediaStream>, signal: AbortSignal): Promise<MediaStream> {
  let giveUp = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    giveUp = () => reject(signal.reason);
    signal.addEventListener("abort", giveUp, { once: true });
  });
  try {
    return await Promise.race([asked, aborted]);
  } catch (cause) {
    if (signal.aborted) asked.then(stopTracks, () => {});
    throw cause;
  } finally {
    signal.removeEventListener("abort", giveUp);
  }
}

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

import type { CaptureClock } from "./capture-clock.js";
import { createPictureCopier } from "./picture-copier.js";
import type { Shot, Shots } from "./shots.js";

/**
 * Reads a track where the browser hands no frames over: a video element, which is not in the page, shows it, and what it
 * shows is painted and read back when a picture is asked for. A page in the background shows nothing.
 */
export function shotsOfVideo(track: MediaStreamTrack, clock: CaptureClock): Shots {
  const video = document.createElement("video");
  const copier = createPictureCopier();
  let first: number | undefined;
  let stopped = false;
  let failure: Promise<never> | undefined;
  let asked: ((shot: Shot | undefined | Promise<never>) => void) | undefined;
  const answer = (shot: Shot | undefined | Promise<never>): void => {
    asked?.(shot);
    asked = undefined;
  };
  const fail = (cause: unknown): void => {
    if (stopped) return; // ending a playback that has not begun is no failure
    failure = Promise.reject(cause);
    failure.catch(() => {});
    answer(failure);
  };
  const onFrame = (_: number, shown: VideoFrameCallbackMetadata): void => {
    if (stopped) return;
    request = video.requestVideoFrameCallback(onFrame);
    first ??= shown.presentedFrames;
    if (!asked) return;
    const nowMs = performance.now();
    try {
      answer({
        picture: copier.paint(video, shown.width, shown.height),
        count: shown.presentedFrames - first + 1,
        // a camera's frame carries its time on the page's clock, one that a program made need not
        capturedAtMs: shown.captureTime ?? clock.at(1_000 * shown.mediaTime, nowMs),
      });
    } catch (cause) {
      fail(cause);
    }
  };
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([track]);
  let request = video.requestVideoFrameCallback(onFrame);
  video.play().catch(fail);
  return {
    next() {
      if (failure) return failure;
      if (stopped) return Promise.resolve(undefined);
      return new Promise((resolve) => {
        asked = resolve;
      });
    },
    async stop() {
      if (stopped) return;
      stopped = true;
      video.cancelVideoFrameCallback(request);
      video.pause();
      video.srcObject = null;
      answer(undefined);
    },
  };
}

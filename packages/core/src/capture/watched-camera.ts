import type { Frame } from "../kernel/frame.js";
import type { Camera } from "./camera.js";

/**
 * The same camera, with somebody who is told of every frame that is read. Whoever disposes of it disposes of the camera.
 * @param onFrame - called before the reader gets the frame; the frame is valid during the call only
 */
export function watchedCamera(camera: Camera, onFrame: (frame: Frame) => void): Camera {
  return {
    id: camera.id,
    transport: camera.transport,
    capabilities: camera.capabilities,
    ...(camera.label === undefined ? {} : { label: camera.label }),
    async *frames(options) {
      for await (const frame of camera.frames(options)) {
        onFrame(frame);
        yield frame;
      }
    },
    [Symbol.asyncDispose]: () => camera[Symbol.asyncDispose](),
  };
}

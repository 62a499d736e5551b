import type { Shot } from "./shots.js";

/** Marks the first message, so that a worker can serve other callers too. */
export const OPENING = "sourire:media-stream";

/** To the worker: a reading begins, which speaks on the port. The port is transferred. */
export interface Opening {
  readonly type: typeof OPENING;
  readonly port: MessagePort;
  /** `performance.timeOrigin` of the page, ms. */
  readonly timeOriginMs: number;
}

/**
 * To the worker, on the port: `start` once, when it is `ready`, then one `next` at a time, and `stop` at the end.
 * The stream, and the memory of a picture that was read, are transferred.
 */
export type Ask =
  | { readonly kind: "start"; readonly readable: ReadableStream<VideoFrame> }
  | { readonly kind: "next"; readonly spent?: ArrayBuffer }
  | { readonly kind: "stop" };

/**
 * From the worker, on the port: `ready` first, because frames that are sent to a worker which does not read them are
 * missing to the camera until it is collected as garbage. The memory of a shot is transferred.
 */
export type Answer =
  | { readonly kind: "ready" }
  | { readonly kind: "shot"; readonly shot: Shot }
  | { readonly kind: "ended" }
  | { readonly kind: "failed"; readonly message: string }
  | { readonly kind: "stopped" };

/**
 * The browser's own reader of a track (MediaStreamTrack Insertable Media Processing); TypeScript knows it in
 * workers only, where Safari has it.
 */
export type TrackProcessor = new (init: {
  readonly track: MediaStreamTrack;
  /** Frames that wait unread, >= 1; older ones are closed by the browser. */
  readonly maxBufferSize?: number;
}) => { readonly readable: ReadableStream<VideoFrame> };

/** @returns undefined where this context has none */
export function trackProcessor(): TrackProcessor | undefined {
  const scope: typeof globalThis & { readonly MediaStreamTrackProcessor?: TrackProcessor } =
    globalThis;
  return scope.MediaStreamTrackProcessor;
}

/** The frames of a track, newest first to come: one waits, at most. */
export function framesOf(track: MediaStreamTrack, Processor: TrackProcessor) {
  return new Processor({ track, maxBufferSize: 1 }).readable;
}

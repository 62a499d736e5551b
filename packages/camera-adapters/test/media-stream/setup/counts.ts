/** Frames that this page or worker was given, and closed. */
export interface FrameCounts {
  opened: number;
  closed: number;
}

/** Counts, from now on, the frames that streams give here and that are closed. */
export function countFrames(): FrameCounts {
  const counts = { opened: 0, closed: 0 };
  const { read } = ReadableStreamDefaultReader.prototype;
  const { close } = VideoFrame.prototype;
  ReadableStreamDefaultReader.prototype.read = async function readAndCount() {
    const result = await read.call(this);
    if (result.value instanceof VideoFrame) counts.opened += 1;
    return result;
  };
  VideoFrame.prototype.close = function closeAndCount() {
    // a closed frame has no format and no size any more
    if (this.codedWidth > 0) counts.closed += 1;
    close.call(this);
  };
  return counts;
}

import { type FileHandle, open } from "node:fs/promises";
import { basename } from "node:path";
import { type Camera, type Frame, SourireError } from "@sourire/core";

/** Options of {@link createRawDepthFile}. */
export interface RawDepthFileOptions {
  /** Of a file of 16-bit little-endian values, row by row, frame by frame, and nothing else. */
  readonly path: string;
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** > 0 */
  readonly framesPerSecond: number;
  /** The camera's time of the first frame, ms. */
  readonly epochMs: number;
}

/**
 * Every frame of depth that was stored without a container, as fast as they are read. Nothing is open but while it is read.
 * @throws {SourireError} from `frames`: `CAMERA_NOT_FOUND`, `CAMERA_FORMAT_UNSUPPORTED` when the file holds no whole
 * number of frames
 */
export function createRawDepthFile(options: RawDepthFileOptions): Camera {
  return {
    id: `file:${basename(options.path)}`,
    transport: "file",
    capabilities: Object.freeze({ depth: false, infrared: false, simulated: true }),
    async *frames({ signal }) {
      if (signal.aborted) return;
      const file = await openRaw(options.path);
      try {
        yield* play(file, options, signal);
      } finally {
        await file.close();
      }
    },
    async [Symbol.asyncDispose]() {},
  };
}

async function openRaw(path: string): Promise<FileHandle> {
  try {
    return await open(path);
  } catch (cause) {
    throw new SourireError(
      "CAMERA_NOT_FOUND",
      `the depth file ${basename(path)} cannot be opened`,
      {
        cause,
      },
    );
  }
}

async function* play(
  file: FileHandle,
  { path, width, height, framesPerSecond, epochMs }: RawDepthFileOptions,
  signal: AbortSignal,
): AsyncGenerator<Frame> {
  const bytes = 2 * width * height;
  const { size } = await file.stat();
  if (size === 0 || size % bytes !== 0) {
    throw new SourireError(
      "CAMERA_FORMAT_UNSUPPORTED",
      `the depth file ${basename(path)} has ${size} bytes, no whole number of frames of ${width} x ${height}`,
    );
  }
  const data = new Uint8Array(bytes);
  const intervalMs = 1000 / framesPerSecond;
  for (let i = 0; i * bytes < size; i++) {
    if (signal.aborted) return;
    await file.read(data, 0, bytes, i * bytes);
    const image = { format: "gray16", width, height, stride: 2 * width, data } as const;
    yield { sequence: i, capturedAtMs: epochMs + i * intervalMs, image };
  }
}

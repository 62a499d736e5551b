import {
  type Camera,
  type CameraCapabilities,
  type Frame,
  isSourireError,
  newestFrames,
  type PixelFormat,
  type PixelImage,
  SourireError,
} from "@sourire/core";

/** What a fake camera gives. */
export interface FakeOptions {
  readonly id?: string;
  readonly image?: (index: number) => PixelImage;
  readonly capabilities?: Partial<CameraCapabilities>;
  readonly transport?: Camera["transport"];
  readonly label?: string;
}

/** A camera, and what became of it. */
export interface FakeCamera extends Camera {
  /** How often it was disposed of. */
  readonly disposals: () => number;
  /** Frames that were asked for and given. */
  readonly given: () => number;
  /** Readers that have not left. */
  readonly readers: () => number;
}

/** A picture in one value. */
export function flat(
  format: PixelFormat,
  { width, height }: { readonly width: number; readonly height: number },
  value: number,
): PixelImage {
  const bytes = format === "gray16" ? 2 : format === "gray8" ? 1 : 3;
  const data = new Uint8Array(width * height * bytes);
  if (bytes === 2) new Uint16Array(data.buffer).fill(value);
  else data.fill(value);
  return { format, width, height, stride: width * bytes, data };
}

/** What a camera's frames are made of. */
type Flow = (signal: AbortSignal, given: () => number) => AsyncIterable<Frame>;

function fake(options: FakeOptions, flow: Flow): FakeCamera {
  let disposals = 0;
  let given = 0;
  let readers = 0;
  const closing = new AbortController();
  return {
    id: options.id ?? "fake",
    transport: options.transport ?? "program",
    ...(options.label === undefined ? {} : { label: options.label }),
    capabilities: { depth: false, infrared: false, simulated: true, ...options.capabilities },
    disposals: () => disposals,
    given: () => given,
    readers: () => readers,
    async *frames({ signal }) {
      if (closing.signal.aborted) throw new SourireError("CAMERA_CLOSED", "fake");
      readers++;
      try {
        for await (const frame of flow(AbortSignal.any([signal, closing.signal]), () => given)) {
          given++;
          yield frame;
        }
      } finally {
        readers--;
      }
    },
    async [Symbol.asyncDispose]() {
      disposals++;
      closing.abort();
    },
  };
}

/**
 * Gives frames as fast as they are taken, with the times that are stated, and fails or ends after them. It has one
 * buffer, which it spoils as soon as the next frame is asked for: whoever keeps a frame must have copied it.
 */
export function scriptedCamera(
  times: readonly number[],
  options: FakeOptions & { readonly failure?: unknown } = {},
): FakeCamera {
  const picture = options.image ?? (() => flat("gray8", { width: 80, height: 60 }, 1));
  return fake(options, async function* (signal, given) {
    for (const capturedAtMs of times) {
      await new Promise((resolve) => setImmediate(resolve));
      if (signal.aborted) return;
      const image = picture(given());
      yield { sequence: given(), capturedAtMs, image };
      image.data.fill(0xaa);
    }
    if (options.failure !== undefined) throw options.failure;
  });
}

/** Gives frames in real time, the newest to a slow reader. */
export function liveCamera(
  options: FakeOptions & { readonly intervalMs: number; readonly lateMs?: number },
): FakeCamera {
  const { intervalMs, lateMs = 0 } = options;
  const picture = options.image ?? (() => flat("gray8", { width: 80, height: 60 }, 1));
  let sequence = 0;
  return fake(options, (signal) =>
    newestFrames(
      (sink) => {
        const late = new Set<NodeJS.Timeout>();
        const timer = setInterval(() => {
          const frame = {
            sequence,
            capturedAtMs: performance.now(),
            image: picture(sequence++),
          };
          const wait = setTimeout(() => {
            late.delete(wait);
            sink.push(frame);
          }, lateMs);
          late.add(wait);
        }, intervalMs);
        return () => {
          clearInterval(timer);
          for (const wait of late) clearTimeout(wait);
        };
      },
      { signal },
    ),
  );
}

/** Gives nothing until it is stopped. */
export function silentCamera(options: FakeOptions = {}): FakeCamera {
  return fake(options, (signal) => newestFrames(() => () => {}, { signal }));
}

/** The code of the fault of some work. */
export async function faultOf(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (cause) {
    return isSourireError(cause) ? cause.code : String(cause);
  }
  return "nothing was thrown";
}

/** Reads frames with their data copied. */
export async function readAll(
  camera: Camera,
  most = Number.POSITIVE_INFINITY,
  signal: AbortSignal = AbortSignal.timeout(10_000),
): Promise<Frame[]> {
  const frames: Frame[] = [];
  for await (const frame of camera.frames({ signal })) {
    const { image, depth, infrared } = frame;
    frames.push({
      ...frame,
      image: { ...image, data: image.data.slice() },
      ...(depth ? { depth: { ...depth, data: depth.data.slice() } } : {}),
      ...(infrared ? { infrared: { ...infrared, data: infrared.data.slice() } } : {}),
    });
    if (frames.length >= most) break;
  }
  return frames;
}

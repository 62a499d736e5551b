import type { Camera, Frame } from "@sourire/core";

/** A frame that may be kept. */
export type Kept = Frame & { readonly pixels: Uint8Array };

/** Reads some frames, or all where no count is given, and keeps copies. */
export async function readFrames(
  camera: Camera,
  count = Number.POSITIVE_INFINITY,
  each: (frame: Frame, index: number) => void | Promise<void> = () => {},
): Promise<Kept[]> {
  const frames: Kept[] = [];
  for await (const frame of camera.frames({ signal: AbortSignal.timeout(20_000) })) {
    frames.push({ ...frame, pixels: frame.image.data.slice() });
    await each(frame, frames.length - 1);
    if (frames.length >= count) break;
  }
  return frames;
}

/** The code of what a camera fails with, and its message. */
export async function faultOf(camera: Camera): Promise<{ code: unknown; message: string }> {
  try {
    await readFrames(camera);
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
    return { code, message: String(cause) };
  }
  return { code: undefined, message: "it ended without a fault" };
}

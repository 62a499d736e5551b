import { rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const WIDTH = 640;
const HEIGHT = 480;
const FRAMES = 12;

/** What Chromium's fake camera plays: the file of `SOURIRE_FAKE_VIDEO` (y4m or mjpeg), or one that {@link setup} writes. */
export const FAKE_VIDEO: string =
  process.env["SOURIRE_FAKE_VIDEO"] ?? join(tmpdir(), `sourire-fake-video-${process.pid}.y4m`);

/** Vitest's global set-up: the file is there before the browser starts, and gone afterwards. */
export function setup(): () => void {
  if (process.env["SOURIRE_FAKE_VIDEO"]) return () => {};
  writeFileSync(FAKE_VIDEO, movingPattern());
  return () => rmSync(FAKE_VIDEO, { force: true });
}

/** SYNTHETIC: ramps of luma and chroma that move across the picture, no two frames alike. */
function movingPattern(): Buffer {
  const parts: Uint8Array[] = [
    Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F30:1 Ip A1:1 C420jpeg\n`),
  ];
  for (let frame = 0; frame < FRAMES; frame++) {
    const shift = (frame * WIDTH) / FRAMES;
    parts.push(
      Buffer.from("FRAME\n"),
      plane(WIDTH, HEIGHT, (x, y) => 40 + wave(x + shift + y / 4, WIDTH) * 170),
      plane(WIDTH / 2, HEIGHT / 2, (x, y) => 90 + wave(x + y, WIDTH / 2) * 70),
      plane(WIDTH / 2, HEIGHT / 2, (_, y) => 90 + wave(2 * y + shift, HEIGHT) * 70),
    );
  }
  return Buffer.concat(parts);
}

function plane(width: number, height: number, value: (x: number, y: number) => number): Buffer {
  const bytes = Buffer.alloc(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) bytes[y * width + x] = Math.round(value(x, y));
  }
  return bytes;
}

/** A triangle of 0..1, so that no step is steep: colours are sampled at half the width. */
function wave(at: number, period: number): number {
  const phase = (((at % period) + period) % period) / period;
  return phase < 0.5 ? 2 * phase : 2 - 2 * phase;
}

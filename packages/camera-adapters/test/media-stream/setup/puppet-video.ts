import { createPuppetFilm, createSyntheticHead } from "@sourire/camera-adapters/simulated";
import { resolvePack } from "@sourire/models";

const WIDTH = 640;
const HEIGHT = 480;
const FRAMES = 12;

/** SYNTHETIC: a drawn payer who smiles and turns, as a y4m file; no two frames alike. */
export async function puppetVideo(): Promise<Buffer> {
  const pack = await (await resolvePack("starter")).open();
  const payer = createSyntheticHead({ template: await pack.faceTemplate(), person: "amara" });
  const script = "smile 0.6s, turn-left 15deg 0.6s";
  const film = createPuppetFilm({ payer, script, seed: 4, width: WIDTH, height: HEIGHT });
  const buffer = film.buffer();
  const parts: Uint8Array[] = [
    Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F30:1 Ip A1:1 C420jpeg\n`),
  ];
  for (let i = 0; i < FRAMES; i++) {
    const { image } = film.frame(i, 0, buffer);
    parts.push(Buffer.from("FRAME\n"), i420(image.data));
  }
  return Buffer.concat(parts);
}

/** BT.601, limited range; colour is the mean of four pixels. */
function i420(rgb: Uint8Array): Uint8Array {
  const luma = WIDTH * HEIGHT;
  const out = new Uint8Array(1.5 * luma);
  const at = (x: number, y: number, c: number): number => rgb[3 * (y * WIDTH + x) + c] as number;
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const [r, g, b] = [at(x, y, 0), at(x, y, 1), at(x, y, 2)];
      out[y * WIDTH + x] = Math.round(16 + (65.481 * r + 128.553 * g + 24.966 * b) / 255);
    }
  }
  for (let y = 0, to = luma; y < HEIGHT; y += 2) {
    for (let x = 0; x < WIDTH; x += 2, to++) {
      const mean = (c: number): number =>
        (at(x, y, c) + at(x + 1, y, c) + at(x, y + 1, c) + at(x + 1, y + 1, c)) / 4;
      const [r, g, b] = [mean(0), mean(1), mean(2)];
      out[to] = Math.round(128 + (-37.797 * r - 74.203 * g + 112 * b) / 255);
      out[to + luma / 4] = Math.round(128 + (112 * r - 93.786 * g - 18.214 * b) / 255);
    }
  }
  return out;
}

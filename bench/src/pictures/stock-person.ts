import { stockPhotographs } from "@sourire/models/starter";
import sharp from "sharp";
import type { Picture } from "../contenders/contender.js";

/** The photograph and the part of it in which one person is alone, pixels. */
const PHOTOGRAPH = 5;
const PERSON = { left: 90, top: 380, width: 480, height: 560 };

const WALL = { r: 128, g: 128, b: 128, alpha: 1 };

/** How a picture is made. */
interface Scene {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** Height of a person's part of the photograph, pixels; the face is about half of it. */
  readonly personHeight: number;
}

/** Cuts people out of a stock photograph of an installed package; no face lies in this project. */
export interface StockPerson {
  /** One person in the middle of a grey wall. */
  alone(scene: Scene): Promise<Picture>;
  /** The same person several times on a grid, as large as it allows. */
  crowd(people: number, width: number, height: number): Promise<Picture>;
}

/** @throws {SourireError} `MODEL_SOURCE_MISSING` when the package is not installed */
export async function openStockPerson(): Promise<StockPerson> {
  const file = (await stockPhotographs(import.meta.url))[PHOTOGRAPH] as string;
  const cutOut = await sharp(file).extract(PERSON).ensureAlpha().png().toBuffer();
  const atHeight = (height: number): Promise<Buffer> =>
    sharp(cutOut).resize({ height }).png().toBuffer();
  return {
    async alone({ width, height, personHeight }) {
      const personWidth = Math.round((personHeight * PERSON.width) / PERSON.height);
      const left = Math.round((width - personWidth) / 2);
      const top = Math.round((height - personHeight) / 2);
      return onWall(width, height, [{ input: await atHeight(personHeight), left, top }]);
    },
    async crowd(people, width, height) {
      const columns = Math.max(1, Math.min(people, 5));
      const rows = Math.max(1, Math.ceil(people / columns));
      const cell = { width: Math.floor(width / columns), height: Math.floor(height / rows) };
      const fitting = Math.min(cell.height, (cell.width * PERSON.height) / PERSON.width);
      const input = await atHeight(Math.floor(fitting));
      const places = Array.from({ length: people }, (_, i) => ({
        input,
        left: (i % columns) * cell.width,
        top: Math.floor(i / columns) * cell.height,
      }));
      return onWall(width, height, places);
    },
  };
}

async function onWall(
  width: number,
  height: number,
  people: { input: Buffer; left: number; top: number }[],
): Promise<Picture> {
  const raw = await sharp({ create: { width, height, channels: 4, background: WALL } })
    .composite(people)
    .raw()
    .toBuffer();
  return { width, height, rgba: new Uint8Array(raw) };
}

import { writeFile } from "node:fs/promises";
import { ATTACK_SPECIES, type AttackSpecies } from "@sourire/camera-adapters/simulated";
import { storageFault } from "@sourire/core";
import { encodeImage } from "@sourire/node";
import { besideDepth } from "./beside-depth.js";
import type { Cast } from "./cast.js";
import { filmOf, type ScenePlan } from "./plan.js";

/** Moments of each scene that a sheet shows, as shares of the film. */
const MOMENTS = [0.12, 0.4, 0.62, 0.85];

/** What a sheet is told while it is made. */
export interface SheetOptions {
  /** Who plays: everything but the species. */
  readonly plan: ScenePlan;
  /** The HTML file. */
  readonly path: string;
  /** Told of each scene before it is drawn. */
  readonly onScene: (title: string) => void;
  /** Stops it. */
  readonly signal: AbortSignal;
}

/**
 * A page with the payer and every attack on them, a few moments each, to look at. One file, nothing beside it.
 * @throws {SourireError} `STORAGE_*`
 */
export async function writeSheet(cast: Cast, options: SheetOptions): Promise<void> {
  const { plan, path, onScene, signal } = options;
  const scenes: readonly (AttackSpecies | undefined)[] = [undefined, ...ATTACK_SPECIES];
  const rows: string[] = [];
  for (const attack of scenes) {
    signal.throwIfAborted();
    const title = attack ?? "live payer";
    onScene(title);
    const pictures = await momentsOf(cast, { ...plan, attack });
    const images = pictures.map((data) => `<img alt="" src="data:image/jpeg;base64,${data}">`);
    rows.push(`<section><h2>${title}</h2><div>${images.join("")}</div></section>`);
  }
  await writeFile(path, page(rows)).catch((cause: unknown) => {
    throw storageFault(cause, "the sheet cannot be written");
  });
}

/** Base64 of JPEG files. */
async function momentsOf(cast: Cast, plan: ScenePlan): Promise<string[]> {
  const film = await filmOf(cast, { ...plan, film: { ...plan.film, atEnd: "end" } });
  const buffer = film.buffer();
  const last = film.last ?? 0;
  const wanted = MOMENTS.map((share) => Math.round(share * last));
  const pictures: string[] = [];
  // in order, since exposure follows the frames before
  for (let i = 0; i <= last; i++) {
    const frame = film.frame(i, 0, buffer);
    if (!wanted.includes(i)) continue;
    const jpeg = await encodeImage(besideDepth(frame), "jpeg");
    pictures.push(Buffer.from(jpeg).toString("base64"));
  }
  return pictures;
}

function page(rows: readonly string[]): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Simulated payers and attacks</title>
<style>
body { font: 15px/1.4 system-ui, sans-serif; margin: 2rem; background: #16181d; color: #e8e8ea }
h2 { font-size: 1rem; font-weight: 600; margin: 1.4rem 0 0.4rem }
div { display: grid; grid-template-columns: repeat(${MOMENTS.length}, 1fr); gap: 6px }
img { width: 100%; border-radius: 4px }
</style>
<h1>Simulated payers and attacks</h1>
<p>Every picture here is drawn by a program. What is measured on them is measured on drawings.</p>
${rows.join("\n")}
</html>
`;
}

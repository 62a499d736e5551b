import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** Two pictures of the protocol. */
export interface Pair {
  /** Picture, `Name/Name_0001.jpg`. */
  readonly first: string;
  /** Picture. */
  readonly second: string;
  /** Whether both show one person. */
  readonly genuine: boolean;
}

/** Labeled Faces in the Wild: folds 1 to 5 of view 2, and the pictures of the people in them. */
export interface Lfw {
  /** Folder of the pictures. */
  readonly folder: string;
  /** Every picture, sorted. */
  readonly pictures: readonly string[];
  /** 300 genuine and 300 impostor pairs each. */
  readonly folds: readonly (readonly Pair[])[];
}

/** Whose picture. */
export function identityOf(picture: string): string {
  return picture.slice(0, picture.indexOf("/"));
}

/**
 * Reads the list of pairs and the names of the pictures.
 * @param data - the folder that holds `lfw-dev`
 * @throws {Error} when the folder is not there or a pair names a missing picture
 * @see Huang et al., "Labeled Faces in the Wild", UMass TR 07-49, 2007
 */
export async function openLfw(data: string): Promise<Lfw> {
  const folder = join(data, "lfw-dev", "images");
  const pictures: string[] = [];
  for (const person of (await readdir(folder)).sort()) {
    for (const file of (await readdir(join(folder, person))).sort()) {
      pictures.push(`${person}/${file}`);
    }
  }
  const text = await readFile(join(data, "lfw-dev", "pairs.txt"), "utf8");
  const [head = "", ...lines] = text.trim().split("\n");
  const [foldCount = 0, perKind = 0] = head.split("\t").map(Number);
  const pairs = lines.map(readPair);
  const known = new Set(pictures);
  for (const { first, second } of pairs) {
    if (!known.has(first) || !known.has(second)) throw new Error(`missing: ${first} or ${second}`);
  }
  if (pairs.length !== foldCount * 2 * perKind) throw new Error("pairs.txt is not complete");
  const size = 2 * perKind;
  const folds = Array.from({ length: foldCount }, (_, f) => pairs.slice(f * size, (f + 1) * size));
  return { folder, pictures, folds };
}

function readPair(line: string): Pair {
  const [a = "", b = "", c = "", d] = line.split("\t");
  if (d === undefined) return { first: picture(a, b), second: picture(a, c), genuine: true };
  return { first: picture(a, b), second: picture(c, d), genuine: false };
}

function picture(person: string, number: string): string {
  return `${person}/${person}_${number.padStart(4, "0")}.jpg`;
}

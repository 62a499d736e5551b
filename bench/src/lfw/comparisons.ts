import { cosine } from "./cosine.js";
import { identityOf, type Lfw, type Pair } from "./dataset.js";
import type { FaceRecords } from "./face-records.js";

/** A genuine comparison. */
export interface Genuine {
  /** Who. */
  readonly identity: string;
  /** Cosine, or -1 where a face was not found: that is a non-match. */
  readonly similarity: number;
}

/** All comparisons between people, one picture a person. */
export interface Impostors {
  /** People, in the order of the indices below. */
  readonly identities: readonly string[];
  /** Number of comparisons: every pair of people. */
  readonly count: number;
  /** The most similar ones, best first: enough of them for a false match rate of 2e-3. */
  readonly top: readonly {
    readonly first: number;
    readonly second: number;
    readonly similarity: number;
  }[];
}

/** Similarity of a pair; `undefined` where a face was not found. */
export function comparePair(records: FaceRecords, pair: Pair): number | undefined {
  const first = records.get(pair.first);
  const second = records.get(pair.second);
  return first && second ? cosine(first.embedding, second.embedding) : undefined;
}

/** The protocol's genuine pairs, without those of some people. */
export function compareGenuine(
  { folds }: Lfw,
  records: FaceRecords,
  without: ReadonlySet<string> = new Set(),
): readonly Genuine[] {
  const pairs = folds.flat().filter(({ genuine }) => genuine);
  return pairs
    .map((pair) => ({ pair, identity: identityOf(pair.first) }))
    .filter(({ identity }) => !without.has(identity))
    .map(({ pair, identity }) => ({ identity, similarity: comparePair(records, pair) ?? -1 }));
}

/** Every person against every other, by the first picture in which a face was found. */
export function compareImpostors(
  { pictures }: Lfw,
  records: FaceRecords,
  without: ReadonlySet<string> = new Set(),
): Impostors {
  const first = new Map<string, Float32Array>();
  for (const picture of pictures) {
    const identity = identityOf(picture);
    const record = records.get(picture);
    if (record && !first.has(identity) && !without.has(identity)) {
      first.set(identity, record.embedding);
    }
  }
  const identities = [...first.keys()];
  const vectors = [...first.values()];
  const count = (identities.length * (identities.length - 1)) / 2;
  const similarities = new Float32Array(count);
  let at = 0;
  for (const [i, vector] of vectors.entries()) {
    for (let j = 0; j < i; j++) similarities[at++] = cosine(vector, vectors[j] as Float32Array);
  }
  const floor = similarities.slice().sort()[Math.floor(count * (1 - 2e-3))] ?? -1;
  const top: { first: number; second: number; similarity: number }[] = [];
  at = 0;
  for (let i = 0; i < vectors.length; i++) {
    for (let j = 0; j < i; j++) {
      const similarity = similarities[at++] as number;
      if (similarity >= floor) top.push({ first: j, second: i, similarity });
    }
  }
  top.sort((p, q) => q.similarity - p.similarity);
  return { identities, count, top };
}

/** Counts pictures that came before. */
export interface Repeats {
  /** Takes one picture's digest into account. */
  add(digest: string): void;
  /** Whether a picture came again after another one: a loop, which no sensor makes. */
  readonly looped: boolean;
  /** How many pictures were the one just before them: held, which cameras do when light is short. */
  readonly held: number;
  /** How many pictures were seen. */
  readonly seen: number;
}

/** @param memory - how many different digests are remembered, >= 1 */
export function createRepeats(memory: number): Repeats {
  const known = new Set<string>();
  let [last, looped, held, seen] = ["", false, 0, 0];
  return {
    add(digest) {
      seen++;
      if (digest === last) held++;
      else if (known.has(digest)) looped = true;
      last = digest;
      known.add(digest);
      if (known.size > memory) for (const oldest of known.keys()) return void known.delete(oldest);
    },
    get looped() {
      return looped;
    },
    get held() {
      return held;
    },
    get seen() {
      return seen;
    },
  };
}

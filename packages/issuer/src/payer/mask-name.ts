const DOTS = "••";

/**
 * Masks a name for a display in public: first letters of the first and the last word, always two dots,
 * so that neither the length of a word nor the number of words shows.
 * @example maskName("Maya Lind") // "M•• L••"
 */
export function maskName(name: string): string {
  const words = name
    .normalize("NFC")
    .split(/[\s\p{Z}]+/u)
    .map((word) => /[\p{L}\p{N}]/u.exec(word)?.[0])
    .filter((letter) => letter !== undefined);
  const shown = words.length > 1 ? [words[0], words.at(-1)] : words.slice(0, 1);
  return shown.map((letter) => `${letter}${DOTS}`).join(" ") || DOTS;
}

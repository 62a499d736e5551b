import type { Video } from "../attack/attack.js";
import type { Film } from "../film.js";

/**
 * A film as a video: what was once recorded of somebody, for a screen or an injector to show. A moment before the film
 * shows its first picture.
 */
export function videoOf<B>(film: Film<B>): Video {
  const buffer = film.buffer();
  let shown: { width: number; height: number; data: Uint8Array; version: number } | undefined;
  let sequence = -1;
  return (timeMs) => {
    const wanted = Math.min(film.newest(Math.max(0, timeMs)), film.last ?? Number.MAX_SAFE_INTEGER);
    if (shown && wanted === sequence) return shown;
    sequence = wanted;
    const { width, height, data } = film.frame(wanted, 0, buffer).image;
    shown ??= { width, height, data: new Uint8Array(4 * width * height).fill(255), version: 0 };
    for (let from = 0, to = 0; to < shown.data.length; from += 3, to += 4) {
      shown.data[to] = data[from] as number;
      shown.data[to + 1] = data[from + 1] as number;
      shown.data[to + 2] = data[from + 2] as number;
    }
    shown.version++;
    return shown;
  };
}

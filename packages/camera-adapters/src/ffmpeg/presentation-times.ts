/** When the pictures of a file are to be shown, as ffmpeg's `showinfo` filter says. */
export interface PresentationTimes {
  /** Takes a line of ffmpeg's. @returns whether it held a time */
  push(line: string): boolean;
  /** Of the frame with this number, from 0, ms; undefined where it was not said yet. Asked for upwards. */
  of(index: number): number | undefined;
  /** From one picture to the next, ms: by the file's rate, where it says one. */
  readonly intervalMs: number;
}

const CONFIG = /config in time_base: \S+ frame_rate: (\d+)\/(\d+)/;
const SHOWN = /\bn:\s*(\d+) pts:\s*\S+ pts_time:\s*(\S+)/;
/** ms: 25 pictures a second, where a file states neither rate nor times. */
const DEFAULT_INTERVAL_MS = 40;

export function createPresentationTimes(): PresentationTimes {
  const times = new Map<number, number>();
  let intervalMs = DEFAULT_INTERVAL_MS;
  let last = -DEFAULT_INTERVAL_MS;
  return {
    get intervalMs() {
      return intervalMs;
    },
    push(line) {
      const [, frames, seconds] = CONFIG.exec(line) ?? [];
      if (Number(frames) > 0 && Number(seconds) > 0) {
        intervalMs = (1000 * Number(seconds)) / Number(frames);
        if (times.size === 0 && last < 0) last = -intervalMs;
      }
      const [, index, time] = SHOWN.exec(line) ?? [];
      if (index === undefined) return false;
      const stated = 1000 * Number(time);
      // a picture without a time follows the one before it
      last = Number.isFinite(stated) ? stated : last + intervalMs;
      times.set(Number(index), last);
      return true;
    },
    of(index) {
      const time = times.get(index);
      if (time !== undefined) times.delete(index - 1);
      return time;
    },
  };
}

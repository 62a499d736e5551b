/** Says when frames stop coming. */
export interface StallWatch {
  /** A whole frame came. */
  beat(): void;
  /** Nobody wants frames for now: the watch waits. */
  rest(): void;
  /** Ends it. */
  stop(): void;
}

/** ms: what was already there when this process was kept busy by something else is read first. */
const SECOND_LOOK_MS = 100;

/**
 * @param limits - ms until the first frame, and from one to the next
 * @param onStall - called once
 */
export function createStallWatch(
  { startMs, stallMs }: { readonly startMs: number; readonly stallMs: number },
  onStall: () => void,
): StallWatch {
  let beats = 0;
  let timer: NodeJS.Timeout | undefined;
  const look = (): void => {
    const seen = beats;
    timer = setTimeout(() => (beats === seen ? onStall() : wait(stallMs)), SECOND_LOOK_MS);
  };
  const wait = (ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(look, ms);
  };
  wait(startMs);
  return {
    beat() {
      beats++;
      if (beats === 1) wait(stallMs);
      else timer?.refresh();
    },
    rest() {
      clearTimeout(timer);
      timer = undefined;
      beats = 0;
    },
    stop: () => clearTimeout(timer),
  };
}

import type { Frame } from "@sourire/core";

/** Where simulated frames go. */
export interface FilmWriter extends AsyncDisposable {
  /** Takes one frame; resolves when the next may come. */
  write(frame: Frame): Promise<void>;
  /** Everything was written. @returns what was made, for a person */
  finish(): Promise<string>;
}

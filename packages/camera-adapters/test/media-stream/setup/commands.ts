import { defineBrowserCommand } from "@vitest/browser-playwright";
import type { Page } from "playwright";
import { compareWithVideo, type Likeness, type SentPicture } from "./compare-with-video.js";
import { FAKE_VIDEO } from "./fake-video-path.js";

declare module "vitest/browser" {
  interface BrowserCommands {
    /** Compares a picture with the frames of the file that the fake camera plays; `null`: there is nothing to compare with. */
    compareWithVideo(picture: SentPicture): Promise<Likeness | null>;
    /** Permits the camera to every page of this browser, or takes the permission back, so that it is refused. */
    permitCamera(permitted: boolean): Promise<void>;
    /** Begins to note what the browser itself writes to the console, of the page and of its workers. */
    watchConsole(): Promise<void>;
    /** What was noted. */
    consoleLines(): Promise<readonly string[]>;
  }
}

const lines = new WeakMap<Page, string[]>();

/** What a test in the browser asks of the runner. */
export const commands = {
  compareWithVideo: defineBrowserCommand<[picture: SentPicture]>(
    (_, picture) => compareWithVideo(FAKE_VIDEO, picture) ?? null,
  ),
  permitCamera: defineBrowserCommand<[permitted: boolean]>(async ({ context }, permitted) => {
    if (permitted) await context.grantPermissions(["camera"]);
    else await context.clearPermissions();
  }),
  watchConsole: defineBrowserCommand<[]>(({ page }) => {
    if (lines.has(page)) return;
    const noted: string[] = [];
    lines.set(page, noted);
    page.on("console", (message) => noted.push(message.text()));
  }),
  consoleLines: defineBrowserCommand<[]>(({ page }) => lines.get(page) ?? []),
};

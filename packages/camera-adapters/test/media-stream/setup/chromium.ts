import { existsSync } from "node:fs";

/** Where systems have it; browsers are never downloaded for a test. */
const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/opt/google/chrome/chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** @returns the path of Chromium or Chrome: that of `SOURIRE_CHROMIUM`, or where this system has it */
export function findChromium(): string | undefined {
  const named = process.env["SOURIRE_CHROMIUM"];
  return (named ? [named] : PLACES).find((path) => existsSync(path));
}

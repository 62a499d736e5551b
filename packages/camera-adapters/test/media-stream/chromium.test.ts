import { expect, it } from "vitest";
import { findChromium } from "./setup/chromium.js";

const chromium = findChromium();

// The tests in *.browser.ts are not even collected without a browser: this one says so.
it.skipIf(chromium === undefined && !process.env["CI"])(
  "Chromium is here, so that the browser camera is tested (MISSING: install chromium, or set SOURIRE_CHROMIUM)",
  () => {
    expect(chromium, "install chromium, or set SOURIRE_CHROMIUM").toBeDefined();
  },
);

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig, type TestProjectConfiguration } from "vitest/config";
import { findChromium } from "./packages/camera-adapters/test/media-stream/setup/chromium.js";
import { commands } from "./packages/camera-adapters/test/media-stream/setup/commands.js";
import { FAKE_VIDEO } from "./packages/camera-adapters/test/media-stream/setup/fake-video-path.js";

/** One list of source aliases: the `paths` of tsconfig.base.json, so that tests run without a build. */
const { compilerOptions } = JSON.parse(
  readFileSync(new URL("./tsconfig.base.json", import.meta.url), "utf8"),
) as { compilerOptions: { paths: Record<string, [string]> } };

const alias = Object.entries(compilerOptions.paths).map(([name, [source]]) => ({
  find: new RegExp(`^${name.replaceAll("/", "\\/")}$`),
  replacement: fileURLToPath(new URL(source, import.meta.url)),
}));

/** The system's Chromium, with a camera that plays a file, or with the one that it makes up itself. */
function chromium(executablePath: string, ...args: readonly string[]) {
  return playwright({
    launchOptions: {
      executablePath,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--js-flags=--expose-gc",
        "--use-fake-device-for-media-stream",
        ...args,
      ],
    },
    contextOptions: { permissions: ["camera"] },
  });
}

/** What needs a browser runs in one, after everything else: frames come in real time. */
function inBrowser(executablePath: string): TestProjectConfiguration {
  const fromFile = chromium(executablePath, `--use-file-for-fake-video-capture=${FAKE_VIDEO}`);
  const builtIn = chromium(executablePath);
  const ofBuiltIn = "packages/*/test/**/*.built-in.browser.ts";
  return {
    extends: true,
    // found before the first test: a page that is loaded anew in the middle of one fails it
    optimizeDeps: { include: ["fast-check", "jose", "onnxruntime-common", "zod"] },
    test: {
      name: "browser",
      include: ["packages/*/test/**/*.browser.ts"],
      globalSetup: ["packages/camera-adapters/test/media-stream/setup/fake-video.ts"],
      fileParallelism: false,
      sequence: { groupOrder: 1 },
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        api: { host: "127.0.0.1" },
        commands,
        provider: fromFile,
        instances: [
          { browser: "chromium", name: "browser-file", exclude: [ofBuiltIn] },
          {
            browser: "chromium",
            name: "browser-built-in",
            provider: builtIn,
            include: [ofBuiltIn],
          },
        ],
      },
    },
  };
}

const browser = findChromium();

export default defineConfig({
  resolve: { alias },
  test: {
    maxWorkers: 2,
    // real networks, HTTP and disks: a busy machine is no failure
    testTimeout: 30_000,
    hookTimeout: 60_000,
    coverage: { provider: "v8", include: ["packages/*/src/**"] },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["packages/*/test/**/*.test.ts", "scripts/test/**/*.test.ts"],
          typecheck: {
            enabled: true,
            include: ["packages/*/test/**/*.test-d.ts"],
            tsconfig: "./tsconfig.test-d.json",
          },
        },
      },
      // where there is none, chromium.test.ts says so by name
      ...(browser ? [inBrowser(browser)] : []),
    ],
  },
});

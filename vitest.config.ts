import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** One list of source aliases: the `paths` of tsconfig.base.json, so that tests run without a build. */
const { compilerOptions } = JSON.parse(
  readFileSync(new URL("./tsconfig.base.json", import.meta.url), "utf8"),
) as { compilerOptions: { paths: Record<string, [string]> } };

const alias = Object.entries(compilerOptions.paths).map(([name, [source]]) => ({
  find: new RegExp(`^${name.replaceAll("/", "\\/")}$`),
  replacement: fileURLToPath(new URL(source, import.meta.url)),
}));

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
    ],
  },
});

import { defineConfig } from "tsup";
export default defineConfig({
  entry: { "simulated/index": "src/simulated/index.ts" },
  format: ["esm"],
  target: "es2022",
  platform: "neutral",
  dts: true,
  sourcemap: true,
  clean: true,
  splitting: true,
  treeshake: false,
  tsconfig: "../../tsconfig.build.json",
});

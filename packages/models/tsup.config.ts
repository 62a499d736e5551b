import { defineConfig } from "tsup";
export default defineConfig({
  entry: ["src/index.ts", "src/starter/index.ts", "src/starter/build-cli.ts"],
  format: ["esm"],
  target: "node20",
  platform: "node",
  dts: true,
  sourcemap: true,
  clean: true,
  splitting: true,
  treeshake: false,
  tsconfig: "../../tsconfig.build.json",
});

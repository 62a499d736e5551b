import type { Options } from "tsup";

/** How every package is built: ESM with rolled-up declarations. */
export function built(
  entry: NonNullable<Options["entry"]>,
  platform: "neutral" | "node" = "node",
): Options {
  return {
    entry,
    format: ["esm"],
    // what engines promises: Node 20.19 and browsers of the same age
    target: platform === "node" ? "node20" : "es2022",
    platform,
    dts: true,
    sourcemap: true,
    clean: true,
    splitting: true,
    treeshake: false,
    tsconfig: "../../tsconfig.build.json",
  };
}

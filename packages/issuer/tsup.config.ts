import { defineConfig } from "tsup";
import { built } from "../../tsup.shared.js";

export default defineConfig(
  built([
    "src/index.ts",
    "src/sqlite/index.ts",
    "src/processors/simulated.ts",
    "src/testing/index.ts",
  ]),
);

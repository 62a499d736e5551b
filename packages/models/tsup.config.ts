import { defineConfig } from "tsup";
import { built } from "../../tsup.shared.js";

export default defineConfig(
  built(["src/index.ts", "src/starter/index.ts", "src/starter/build-cli.ts"]),
);

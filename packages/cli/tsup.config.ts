import { defineConfig } from "tsup";
import { built } from "../../tsup.shared.js";

export default defineConfig(built(["src/index.ts", "src/main.ts"]));

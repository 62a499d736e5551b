import { defineConfig } from "tsup";
import { built } from "../../tsup.shared.js";

export default defineConfig(built({ "simulated/index": "src/simulated/index.ts" }, "neutral"));

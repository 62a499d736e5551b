import { defineConfig, type Options } from "tsup";
import { built } from "../../tsup.shared.js";

const entries = (...names: readonly string[]): NonNullable<Options["entry"]> =>
  Object.fromEntries(names.map((name) => [`${name}/index`, `src/${name}/index.ts`]));

export default defineConfig([
  // one subpath a camera; what runs in browsers is built apart from what starts processes
  {
    ...built(entries("simulated", "media-stream", "media-stream/worker"), "neutral"),
    clean: false,
  },
  { ...built(entries("ffmpeg", "rgbd", "replay", "record")), clean: false },
]);

import type { BenchResult, RacerName } from "../race/measure.js";

const WIDTH = 760;
const LABEL = 250;
const ROW = 30;
const BARS: readonly (readonly [RacerName, string])[] = [
  ["sourireTracked", "Sourire, tracked frame"],
  ["sourire", "Sourire"],
  ["sourireWasm", "Sourire in WebAssembly, 1 thread"],
  ["human", "Human"],
  ["faceApiTiny", "face-api, tiny detector"],
  ["faceApiSsd", "face-api, SSD"],
];

/** Milliseconds of a frame as bars; SVG that reads on light and on dark ground. */
export function raceBars({ racers, pack }: BenchResult): string {
  const longest = Math.max(...BARS.map(([name]) => racers[name].medianMs));
  const rows = BARS.map(([name, label], i) => {
    const { medianMs } = racers[name];
    const length = ((WIDTH - LABEL - 90) * medianMs) / longest;
    const y = 44 + i * ROW;
    const colour = name.startsWith("sourire") ? "#2f7d4f" : "#8a8f98";
    return [
      `<text x="${LABEL - 10}" y="${y + 14}" text-anchor="end">${label}</text>`,
      `<rect x="${LABEL}" y="${y}" width="${length.toFixed(1)}" height="20" rx="3" fill="${colour}"/>`,
      `<text x="${(LABEL + length + 8).toFixed(1)}" y="${y + 14}">${medianMs.toFixed(1)} ms</text>`,
    ].join("\n  ");
  });
  const height = 44 + BARS.length * ROW + 10;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" font-family="system-ui, sans-serif" font-size="13" fill="#7a7f87">
  <title>Milliseconds from the camera's bytes to the embedding; shorter is better</title>
  <text x="${LABEL}" y="24">one frame of 1280 x 720, pack ${pack}: ms, shorter is better</text>
  ${rows.join("\n  ")}
</svg>
`;
}

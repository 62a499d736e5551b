import { machineLine } from "../machine.js";
import type { BenchResult, RacerName } from "../race/measure.js";
import { fasterFaceApi, overheadOf, ratiosOf, type Target } from "./targets.js";

type Row = readonly string[];

const ORDER: readonly RacerName[] = [
  "sourire",
  "sourireTracked",
  "sourireWasm",
  "sourireWasm2",
  "human",
  "faceApiTiny",
  "faceApiSsd",
];

/** The result as Markdown, for a terminal and for the document. */
export function benchTables(result: BenchResult, targets: readonly Target[]): readonly string[] {
  return [
    `Machine: ${machineLine(result.machine)}. Pack: \`${result.pack}\`. One picture of 1280 x 720 RGBA with one face unless told.`,
    ...(result.quick ? ["", "**Quick or profiled run: nothing to quote.**"] : []),
    ...titled("Targets", targetTable(targets)),
    ...titled("The race", raceTable(result)),
    "",
    "The clock runs from the camera's RGBA bytes to the embedding; the peers need a tensor of the picture for that, and making it counts (it is their way of a frame).",
    "Each contender has a process of its own and looks at the same four pictures in turns. face-api has no mesh and no network against pictures of faces: it does less.",
    `Ratios use face-api's faster detector (${result.racers[fasterFaceApi(result)].about.name}).`,
    ...titled("Where a frame's time goes, ms", stageTable(result)),
    "",
    `What is not \`session.run\` adds ${(100 * overheadOf(result)).toFixed(0)} % to it (detected), ${percent(result.racers.sourireTracked.overhead)} (tracked).`,
    ...titled("Size of the picture, ms", sizeTable(result)),
    ...titled("Number of faces, ms", crowdTable(result)),
    ...titled("Cold start, ms", coldStartTable(result)),
  ];
}

function titled(title: string, table: readonly string[]): readonly string[] {
  return ["", `### ${title}`, "", ...table];
}

function raceTable(result: BenchResult): readonly string[] {
  const { racers } = result;
  const own = (name: RacerName): string => {
    if (!name.startsWith("sourire")) return "";
    const { human, faceApi } = ratiosOf(result, name as "sourire");
    return `${human.toFixed(1)} x, ${faceApi.toFixed(1)} x`;
  };
  return table(
    [
      "",
      "with",
      "median ms",
      "9 of 10 under",
      "faster than Human, face-api",
      "memory MB",
      "load ms",
    ],
    ORDER.map((name) => {
      const { about, medianMs, p90Ms, rssMb, loadMs } = racers[name];
      return [
        `${about.name} ${about.version}: ${about.work}`,
        about.backend,
        `**${medianMs.toFixed(1)}**`,
        p90Ms.toFixed(1),
        own(name),
        rssMb.toFixed(0),
        loadMs.toFixed(0),
      ];
    }),
  );
}

function stageTable({ racers }: BenchResult): readonly string[] {
  const columns = ["detect", "landmarks", "quality", "embed", "texture", "inference"];
  const names = ["sourire", "sourireTracked", "sourireWasm"] as const;
  return table(
    ["", ...columns.map((c) => (c === "inference" ? "of it `session.run`" : c)), "whole"],
    names.map((name) => [
      racers[name].about.name,
      ...columns.map((column) => racers[name].stagesMs[column]?.toFixed(2) ?? ""),
      racers[name].medianMs.toFixed(2),
    ]),
  );
}

function sizeTable({ sizes }: BenchResult): readonly string[] {
  return table(
    ["picture", "the face", "detected", "tracked"],
    sizes.map(({ width, height, face, detectedMs, trackedMs, why }) => [
      `${width} x ${height}`,
      face === "share" ? "same share of the picture" : "same size in pixels",
      detectedMs?.toFixed(1) ?? why ?? "",
      trackedMs?.toFixed(1) ?? why ?? "",
    ]),
  );
}

function crowdTable({ crowds }: BenchResult): readonly string[] {
  return table(
    ["faces", "detect once", "mesh each", "embed each", "whole"],
    crowds.map(({ faces, stagesMs, medianMs }) => [
      String(faces),
      ...["detect", "landmarks", "embed"].map((name) => stagesMs[name]?.toFixed(1) ?? ""),
      medianMs.toFixed(1),
    ]),
  );
}

function coldStartTable({ coldStart }: BenchResult): readonly string[] {
  const { medianMs, partsMs, samplesMs } = coldStart;
  return table(
    [
      "process start to first embedding",
      "Node and modules",
      "open pack and networks",
      "first frame",
    ],
    [
      [
        `**${medianMs.toFixed(0)}** (median of ${samplesMs.length})`,
        ...[partsMs.modules, partsMs.open, partsMs.frame].map((ms) => ms.toFixed(0)),
      ],
    ],
  );
}

function targetTable(targets: readonly Target[]): readonly string[] {
  return table(
    ["", "target", "measured", ""],
    targets.map(({ title, bound, limit, unit, measured, met }) => [
      title,
      `${bound} ${limit} ${unit}`,
      `${shown(measured, bound, unit === "x" ? 2 : 0)} ${unit}`,
      met ? "met" : "**missed**",
    ]),
  );
}

/** Rounded to the side on which a target is missed, so that what was missed never reads as met. */
function shown(measured: number, bound: Target["bound"], decimals: number): string {
  const scale = 10 ** decimals;
  const round = bound === "at least" ? Math.floor : Math.ceil;
  return (round(measured * scale) / scale).toFixed(decimals);
}

function percent(share: number | undefined): string {
  return share === undefined ? "unknown" : `${(100 * share).toFixed(0)} %`;
}

/** A Markdown table whose columns stand under each other. */
function table(head: Row, rows: readonly Row[]): readonly string[] {
  const widths = head.map((cell, i) =>
    Math.max(3, cell.length, ...rows.map((row) => (row[i] ?? "").length)),
  );
  const line = (cells: Row): string =>
    `| ${widths.map((width, i) => (cells[i] ?? "").padEnd(width)).join(" | ")} |`;
  return [line(head), `|${widths.map((w) => "-".repeat(w + 2)).join("|")}|`, ...rows.map(line)];
}

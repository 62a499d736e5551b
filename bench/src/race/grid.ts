import { launchContender, type RunningContender } from "../children/launch-contender.js";
import type { ContenderSpec, Look, Picture, SourireKind } from "../contenders/contender.js";
import type { StockPerson } from "../pictures/stock-person.js";
import { median } from "../statistics.js";
import type { Workshop } from "../workshop.js";
import { medianStages } from "./race.js";

/** Cost of one kind of frame at one size of the picture. */
export interface SizeRow {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** `share`: the face grows with the picture; `pixels`: it has the same size in every picture. */
  readonly face: "share" | "pixels";
  /** Median. Left out where no face was found: `why` says it. */
  readonly detectedMs?: number;
  /** Median. */
  readonly trackedMs?: number;
  readonly why?: string;
}

/** Cost of a picture with several people. */
export interface CrowdRow {
  readonly faces: number;
  readonly medianMs: number;
  readonly stagesMs: Readonly<Record<string, number>>;
}

type SourireSpecOf = (kind: SourireKind) => Extract<ContenderSpec, { library: "sourire" }>;

const SIZES = [
  { width: 640, height: 480 },
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
];
/** Height of the person where the face keeps its pixels: the most that fits in the smallest picture. */
const PERSON_HEIGHT = 440;
/** Of the picture's longer side, so that a face of 440 px height of person still pays at 3840. */
const MIN_FACE_SHARE = 0.02;
const WARM_UP = 5;

/** Times that every size has its turn, so that what disturbs the machine for a second spoils a third of a median. */
const ROUNDS = 3;

/** Frames of four sizes, detected and tracked, in turns of a whole row. */
export async function sizes(
  workshop: Workshop,
  person: StockPerson,
  spec: SourireSpecOf,
  runs: number,
): Promise<readonly SizeRow[]> {
  const ofAnySize = (kind: SourireKind) => ({ ...spec(kind), minFaceShare: MIN_FACE_SHARE });
  await using detected = await launchContender(workshop, ofAnySize("detected"));
  await using tracked = await launchContender(workshop, ofAnySize("tracked"));
  const cells = (["share", "pixels"] as const).flatMap((face) =>
    SIZES.map((size): SizeCell => ({ ...size, face, detected: [], tracked: [] })),
  );
  for (let round = 0; round < ROUNDS; round++) {
    for (const cell of cells) {
      const { width, height, face } = cell;
      const personHeight = face === "share" ? Math.round((560 * width) / 1280) : PERSON_HEIGHT;
      const pictures = [await person.alone({ width, height, personHeight })];
      const each = Math.ceil(runs / ROUNDS);
      try {
        cell.detected.push(...(await timesOf(detected, pictures, each)));
        cell.tracked.push(...(await timesOf(tracked, pictures, each)));
      } catch (cause) {
        cell.why = cause instanceof Error ? cause.message : String(cause);
      }
    }
  }
  return cells.map(({ detected: all, tracked: followed, ...row }) =>
    row.why === undefined ? { ...row, detectedMs: median(all), trackedMs: median(followed) } : row,
  );
}

/** A row while it is measured: its samples so far. */
interface SizeCell extends Pick<SizeRow, "width" | "height" | "face"> {
  readonly detected: number[];
  readonly tracked: number[];
  why?: string;
}

/** Pictures with one to ten faces: detected once, then a mesh and an embedding each. */
export async function crowds(
  workshop: Workshop,
  person: StockPerson,
  spec: SourireSpecOf,
  runs: number,
): Promise<readonly CrowdRow[]> {
  await using contender = await launchContender(workshop, spec("crowd"));
  const rows: CrowdRow[] = [];
  for (let people = 1; people <= 10; people++) {
    await contender.show([await person.crowd(people, 1280, 720)]);
    await contender.look(2);
    const looks = await contender.look(runs);
    const faces = Math.min(...looks.map((look) => look.faces));
    if (faces !== people) throw new Error(`${faces} faces found where ${people} are`);
    rows.push({ faces, medianMs: median(times(looks)), stagesMs: medianStages(looks) });
  }
  return rows;
}

async function timesOf(
  contender: RunningContender,
  pictures: readonly Picture[],
  runs: number,
): Promise<readonly number[]> {
  await contender.show(pictures);
  await contender.look(WARM_UP);
  return times(await contender.look(runs));
}

function times(looks: readonly Look[]): readonly number[] {
  return looks.map(({ ms }) => ms);
}

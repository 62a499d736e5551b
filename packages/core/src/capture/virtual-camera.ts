import { IMAGE_CONTROLS, KNOWN_LABELS, SUSPECT_WORDS } from "./virtual-cameras.data.js";

/**
 * Signs that frames come from a program which plays a camera to the system.
 *
 * All of this is WEAK evidence. Whoever injects frames with care renames the device, copies the controls of a real one and
 * delays frames at random: no sign is left. An absent sign proves nothing, and a present one is no proof either: honest
 * programs sit between a lens and a till too. So signs only ever lower what evidence is worth; nothing raises it.
 */
export type VirtualCameraSign =
  /** The label is that of a known program. */
  | "label-known"
  /** The label holds a word such as "virtual". */
  | "label-word"
  /** None of the controls that every webcam has, on a platform that tells of them. */
  | "no-image-controls"
  /** Frames exactly as far apart as a clock ticks. */
  | "timing-perfect"
  /** The same, as far as the coarse clock of their times can tell. */
  | "timing-quantised"
  /** A size that no sensor is read out in. */
  | "size-unusual"
  /** A rate that no camera has. */
  | "rate-unusual";

/** What the signs amount to. `weak`: worth a look. `strong-hint`: a known name, or signs of two independent kinds. */
export interface VirtualCameraGrade {
  /** No sign was seen, some, or telling ones. */
  readonly grade: "none" | "weak" | "strong-hint";
  /** Each once, in alphabetical order. */
  readonly signs: readonly VirtualCameraSign[];
}

const KIND: Readonly<Record<VirtualCameraSign, "label" | "controls" | "timing" | "format">> = {
  "label-known": "label",
  "label-word": "label",
  "no-image-controls": "controls",
  "timing-perfect": "timing",
  "timing-quantised": "timing",
  "size-unusual": "format",
  "rate-unusual": "format",
};

/** Grades signs. One more sign never lowers the grade. */
export function gradeVirtualCamera(signs: Iterable<VirtualCameraSign>): VirtualCameraGrade {
  const seen = [...new Set(signs)].sort();
  const kinds = new Set(seen.map((sign) => KIND[sign]));
  const telling = seen.includes("label-known") || kinds.size > 1;
  return { grade: telling ? "strong-hint" : seen.length > 0 ? "weak" : "none", signs: seen };
}

/**
 * What a device's label hints at.
 * @param label - as the system gives it; whatever its case and punctuation. Only its first 200 characters count
 */
export function labelSigns(label: string | undefined): readonly VirtualCameraSign[] {
  if (label === undefined) return [];
  const words = ` ${wordsOf(label)} `;
  const holds = (row: string): boolean => words.includes(` ${row} `);
  if (KNOWN_LABELS.some(holds)) return ["label-known"];
  return SUSPECT_WORDS.some(holds) ? ["label-word"] : [];
}

/** What an open camera says of itself, by the names of the browsers' `MediaStreamTrack`. */
export interface TrackDescription {
  /** What `getCapabilities()` answers, where there is such a thing. */
  readonly capabilities?: object;
  /** What `getSettings()` answers; `width`, `height` in pixels, `frameRate` a second. */
  readonly settings?: object;
  /**
   * Whether this platform tells of image controls for real webcams: Chromium on Linux, Windows and Android does, Firefox,
   * Safari and Chromium on macOS do not for every camera. @defaultValue false, and their absence is no sign
   */
  readonly tellsControls?: boolean;
}

/** What a track's capabilities and settings hint at. */
export function trackSigns(track: TrackDescription): readonly VirtualCameraSign[] {
  const capabilities = new Map<string, unknown>(Object.entries(track.capabilities ?? {}));
  const settings = new Map<string, unknown>(Object.entries(track.settings ?? {}));
  const signs: VirtualCameraSign[] = [];
  const without = track.capabilities !== undefined && !hasControl(capabilities);
  if (track.tellsControls && without) signs.push("no-image-controls");
  // a browser that crops or scales makes any size; that says nothing about the camera
  const scaled = settings.get("resizeMode") === "crop-and-scale";
  const [width, height] = [settings.get("width"), settings.get("height")];
  // sensors are read out in multiples of 8 columns and of 2 rows; screens and windows come in any size
  if (!scaled && (isOff(width, 8) || isOff(height, 2))) signs.push("size-unusual");
  const rate = settings.get("frameRate");
  // what a camera for faces has: from a long exposure to high-speed modes
  if (typeof rate === "number" && !(rate >= 1 && rate <= 240)) signs.push("rate-unusual");
  return signs;
}

function hasControl(capabilities: ReadonlyMap<string, unknown>): boolean {
  return IMAGE_CONTROLS.some((name) => {
    const value = capabilities.get(name);
    return value !== undefined && !(Array.isArray(value) && value.length === 0);
  });
}

function isOff(pixels: unknown, multiple: number): boolean {
  return typeof pixels === "number" && !(pixels > 0 && pixels % multiple === 0);
}

/** Lower case, invisible characters dropped, everything but letters and digits made one space. */
function wordsOf(label: string): string {
  const plain = label.slice(0, 200).normalize("NFKC").toLowerCase();
  return plain
    .replaceAll(/\p{Cf}/gu, "")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

import type { Attack, AttackedCamera, InjectedPicture } from "../attack/attack.js";
import type { Film } from "../film.js";
import type { Rgb, Scene } from "../render/scene.js";
import type { Texture } from "../render/surface.js";
import type { Performance } from "../script/performance.js";
import { SENSOR_DEFAULTS } from "../sensor/options.js";
import { lightsOf } from "../stage/lighting.js";
import { payerBodies } from "../stage/payer-bodies.js";
import { type AttackPlan, carryOut } from "./attack-plan.js";
import type { PuppetFilmOptions, PuppetSettings } from "./options.js";
import type { PuppetBuffer } from "./puppet-buffer.js";
import { videoOf } from "./video.js";

/** What the sight of a puppet is made with. */
interface SightParts {
  readonly performance: Performance;
  readonly camera: AttackedCamera;
  readonly background: Texture;
  /** Films the victim of an attack that shows a recording. */
  readonly film: (options: PuppetFilmOptions) => Film<PuppetBuffer>;
}

/** What a recording of the victim shows unless told: somebody who was filmed while they paid another time. */
const VIDEO_SCRIPT = "neutral 1s, smile 0.8s, turn-right 18deg 1s, blink, neutral 1s";
const DARK: Rgb = [0, 0, 0];

/**
 * What stands before the camera.
 * @returns the scene at a time; nothing where the picture was injected, which is then in the buffer already
 */
export function createSight(
  settings: PuppetSettings,
  parts: SightParts,
): (timeMs: number, buffer: PuppetBuffer) => Scene | undefined {
  const { payer, attack, roomLight, seed } = settings;
  const { performance, camera, background } = parts;
  const side = seed % 2 === 0 ? -1 : 1;
  const screenLight = settings.screenLight ?? (() => DARK);
  const sceneWith = (bodies: Scene["bodies"], timeMs: number, light: number): Scene => ({
    bodies,
    lights: lightsOf({ side, strength: roomLight * light, screen: screenLight(timeMs) }),
    background,
    backgroundMm: 0,
  });
  if (payer) {
    return (timeMs) => {
      const moment = performance.at(timeMs);
      return sceneWith(payerBodies(payer, moment, settings), timeMs, moment.light);
    };
  }
  const shown = attackOf(attack as AttackPlan, settings, parts, screenLight);
  return (timeMs, buffer) => {
    if (shown.kind === "injected") {
      inject(shown.pictureAt({ timeMs, camera }), settings, buffer);
      return undefined;
    }
    return sceneWith(shown.bodiesAt({ timeMs, camera }), timeMs, performance.at(timeMs).light);
  };
}

function attackOf(
  plan: AttackPlan,
  settings: PuppetSettings,
  parts: SightParts,
  screenLight: (timeMs: number) => Rgb,
): Attack {
  const { distanceMm, raisedMm, seed } = settings;
  const { performance, background } = parts;
  return carryOut(plan, {
    performance,
    distanceMm,
    raisedMm,
    seed,
    background,
    screenLight,
    video: (kind) => videoOf(recording(plan, kind, settings, parts)),
  });
}

/** The victim, filmed by another camera at another time. */
function recording(
  { victim, videoScript = VIDEO_SCRIPT }: AttackPlan,
  kind: "screen" | "injection",
  settings: PuppetSettings,
  { film, background }: SightParts,
) {
  const { width, height, framesPerSecond, seed } = settings;
  const own = { payer: victim, script: videoScript, atEnd: "loop", seed: seed + 1 } as const;
  return kind === "injection"
    ? film({ ...own, background, width, height, framesPerSecond })
    : film({
        ...own,
        background,
        ...{ width: 432, height: 576, framesPerSecond: 24, fovDegrees: 30, distanceMm: 520 },
      });
}

/** Puts a picture in the place of the sensor's; what a camera would have measured is forged as a constant. */
function inject(
  { picture, depthMm }: InjectedPicture,
  { width, height, sensor }: PuppetSettings,
  { colour, depth, infrared }: PuppetBuffer,
): void {
  let to = 0;
  for (let y = 0; y < height; y++) {
    const row = Math.floor(((y + 0.5) * picture.height) / height) * picture.width;
    for (let x = 0; x < width; x++) {
      let from = 4 * (row + Math.floor(((x + 0.5) * picture.width) / width));
      for (const end = to + 3; to < end; ) colour[to++] = picture.data[from++] as number;
    }
  }
  depth?.fill(Math.round(depthMm / (sensor?.depthUnitMm ?? SENSOR_DEFAULTS.depthUnitMm)));
  infrared?.fill(0);
}

import type { FaceTemplate } from "@sourire/core";
import type { Actor } from "../attack/actor.js";
import type { Attack, AttackSpecies, ScreenLight, Video } from "../attack/attack.js";
import { createCutOut } from "../attack/cut-out.js";
import { createInjectionRecorded, createInjectionRelit } from "../attack/injection.js";
import { createMaskPaper } from "../attack/mask-paper.js";
import { type Portrait, portraitOf } from "../attack/portrait.js";
import { createPrintBent, createPrintFlat } from "../attack/print.js";
import { createScreenPhone, createScreenTablet } from "../attack/screen.js";
import { createSwap } from "../attack/swap.js";
import type { Head } from "../head/head.js";
import type { Texture } from "../render/surface.js";
import type { Performance } from "../script/performance.js";
import { payerPlacement } from "../stage/payer-bodies.js";

/** Who attacks whom, and how. */
export interface AttackPlan {
  /** What is shown. */
  readonly species: AttackSpecies;
  /** Whose face is shown: the one who would pay. */
  readonly victim: Head;
  /**
   * Who shows it: wears the mask, stands behind the cut-out, or answers the challenge before a swap. Another head than
   * the victim's. Required for `mask-paper` and `swap`.
   */
  readonly attacker?: Head;
  /** The mean face; required for `mask-paper`. */
  readonly template?: FaceTemplate;
  /** What is printed, where it is not to be a studio portrait of the victim. */
  readonly portrait?: Portrait;
  /** What the victim does in the video that a screen or an injector shows: as a rule not what the till asks now. */
  readonly videoScript?: string;
  /** Of a bent print, mm, at least 80. */
  readonly bendRadiusMm?: number;
  /** Of a bent print: fold along the nose, degrees, 0..60. */
  readonly foldDegrees?: number;
  /** How far a sheet or screen is swung to either side, degrees. */
  readonly swingDegrees?: number;
  /** How far it leans, degrees. */
  readonly tiltDegrees?: number;
  /** When the people change, ms. @defaultValue half way through the script */
  readonly swapAtMs?: number;
}

/** What a plan is carried out with. */
export interface AttackStage {
  /** What hands and heads do. */
  readonly performance: Performance;
  /** From the lens to the eyes of who stands there, mm. */
  readonly distanceMm: number;
  /** How far the eyes stand above the axis, mm. */
  readonly raisedMm: number;
  /** Of paper, hands and movement. */
  readonly seed: number;
  /** What is behind the victim in a portrait. */
  readonly background: Texture;
  /** Makes the video that is shown: upright for a screen, of the camera's own size for an injection. */
  readonly video: (kind: "screen" | "injection") => Video;
  /** What the till's display shines. */
  readonly screenLight: ScreenLight;
}

/** @throws {RangeError} when the plan lacks what its species needs */
export function carryOut(plan: AttackPlan, stage: AttackStage): Attack {
  const { species, victim, attacker } = plan;
  const { seed, performance } = stage;
  const held = { ...handling(plan), seed, moves: movesOf(performance) };
  const portrait = (): Portrait => plan.portrait ?? portraitOf(victim, stage.background);
  switch (species) {
    case "print-flat":
      return createPrintFlat({ ...held, portrait: portrait() });
    case "print-bent":
      return createPrintBent({ ...held, ...bend(plan), portrait: portrait() });
    case "cut-out":
      return createCutOut({
        ...held,
        portrait: portrait(),
        ...(attacker ? { attacker: actor(attacker, stage) } : {}),
      });
    case "screen-phone":
      return createScreenPhone({ ...held, video: stage.video("screen") });
    case "screen-tablet":
      return createScreenTablet({ ...held, video: stage.video("screen") });
    case "mask-paper":
      return createMaskPaper({
        portrait: portrait(),
        attacker: actor(needed("attacker", attacker), stage),
        template: needed("template", plan.template),
        seed,
      });
    case "injection-recorded":
      return createInjectionRecorded({ video: stage.video("injection") });
    case "injection-relit":
      return createInjectionRelit({
        video: stage.video("injection"),
        screenLight: stage.screenLight,
      });
    case "swap":
      return createSwap({
        first: actor(needed("attacker", attacker), stage),
        second: actor(victim, stage),
        swapAtMs: plan.swapAtMs ?? performance.durationMs / 2,
      });
  }
}

function handling({ swingDegrees, tiltDegrees }: AttackPlan) {
  return {
    ...(swingDegrees === undefined ? {} : { swingDegrees }),
    ...(tiltDegrees === undefined ? {} : { tiltDegrees }),
  };
}

function bend({ bendRadiusMm, foldDegrees }: AttackPlan) {
  return {
    ...(bendRadiusMm === undefined ? {} : { bendRadiusMm }),
    ...(foldDegrees === undefined ? {} : { foldDegrees }),
  };
}

/** A hand imitates what is asked of a head, as well as a hand can. */
function movesOf(performance: Performance) {
  return (timeMs: number) => {
    const { yaw, pitch, roll, distance } = performance.at(timeMs);
    return { yaw, pitch, roll, distance };
  };
}

function actor(head: Head, { performance, distanceMm, raisedMm }: AttackStage): Actor {
  return {
    head,
    at(timeMs) {
      const moment = performance.at(timeMs);
      return {
        expression: moment.expression,
        ...payerPlacement(moment, { distanceMm, raisedMm }),
      };
    },
  };
}

function needed<T>(name: string, value: T | undefined): T {
  if (value === undefined) throw new RangeError(`${name}: this species needs one`);
  return value;
}

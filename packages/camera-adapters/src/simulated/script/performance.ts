import { seededUniform } from "@sourire/core";
import type { Expression } from "../head/head.js";
import { clamp } from "../head/vector.js";
import { createWave, SWAY_HZ, type Wave } from "../wave.js";
import type { Script, Step } from "./parse-script.js";
import type { Channel } from "./verbs.data.js";

/** What a payer does at one moment. */
export interface Moment {
  /** Of the face. */
  readonly expression: Expression;
  /** Degrees, as `measureFace` of the core reads them: positive to the payer's own left. */
  readonly yaw: number;
  /** Degrees, positive when the payer looks up. */
  readonly pitch: number;
  /** Degrees, positive when the head leans to the payer's left shoulder. */
  readonly roll: number;
  /** Factor on the distance to the camera: 1 at rest, 0.8 is a fifth nearer. */
  readonly distance: number;
  /** Where the head has swayed to, mm. */
  readonly swayMm: readonly [x: number, y: number, z: number];
  /** Whether anybody is there. */
  readonly present: boolean;
  /** Factor on the light of the room. */
  readonly light: number;
}

/** A performance as a function of time. */
export interface Performance {
  /** ms from the first movement to the last. */
  readonly durationMs: number;
  /**
   * @param timeMs - since the start; after the end the payer rests
   * @param scriptMs - where in the script that is, if it is not played from the start
   */
  at(timeMs: number, scriptMs?: number): Moment;
}

/** Settings of {@link createPerformance}. */
export interface PerformanceOptions {
  /** Of the small movements that nobody can help. */
  readonly seed: number;
  /** Factor on them; 0 is a statue. @defaultValue 1 */
  readonly unrest?: number;
}

/**
 * Plays a script. Every gesture rises, is held and falls within its own step, smoothly. On top lie the movements of
 * somebody who stands still: sway of a few mm, turns of about a degree.
 */
export function createPerformance(script: Script, options: PerformanceOptions): Performance {
  const moves = movesOf(script.steps);
  const { seed, unrest = 1 } = options;
  const uniform = seededUniform(seed);
  const [swayX, swayY, swayZ, swayYaw, swayPitch, swayRoll, jaw, lips] = Array.from(
    { length: 8 },
    (_, i) => createWave(uniform, i < 6 ? SWAY_HZ : TALK_HZ),
  ) as [Wave, Wave, Wave, Wave, Wave, Wave, Wave, Wave];
  return {
    durationMs: script.durationMs,
    at(timeMs, scriptMs = timeMs) {
      const value = (channel: Channel): number => valueAt(moves.get(channel) ?? [], scriptMs);
      const s = timeMs / 1000;
      const talk = value("talk");
      const lids = value("lids");
      return {
        expression: {
          smile: clamp(value("smile") + talk * 0.12 * lips(s), 0, 1),
          mouthOpen: clamp(value("mouthOpen") + talk * 0.5 * Math.abs(jaw(s)), 0, 1),
          blinkLeft: clamp(lids, 0, 1),
          blinkRight: clamp(lids, 0, 1),
          brows: clamp(value("brows"), -1, 1),
          gazeRight: value("gazeRight"),
          gazeDown: value("gazeDown"),
        },
        yaw: value("yaw") + unrest * 0.8 * swayYaw(s),
        pitch: value("pitch") + unrest * 0.6 * swayPitch(s),
        roll: value("roll") + unrest * 0.5 * swayRoll(s),
        distance: 1 / Math.max(0.2, 1 + value("closer")),
        swayMm: [4 * unrest * swayX(s), 2 * unrest * swayY(s), 4 * unrest * swayZ(s)],
        present: value("away") < 0.5,
        light: Math.max(0.02, 1 + value("light")),
      };
    },
  };
}

/** From one value to another. */
interface Move {
  readonly startMs: number;
  readonly endMs: number;
  readonly from: number;
  readonly to: number;
}

function movesOf(steps: readonly Step[]): ReadonlyMap<Channel, readonly Move[]> {
  const moves = new Map<Channel, Move[]>();
  let now = 0;
  const move = (channel: Channel, startMs: number, lengthMs: number, to: number): void => {
    const list = moves.get(channel) ?? [];
    const from = list.at(-1)?.to ?? 0;
    list.push({ startMs, endMs: startMs + Math.max(1, lengthMs), from, to });
    moves.set(channel, list);
  };
  for (const { gestures, durationMs, stays } of steps) {
    for (const { verb, amount } of gestures) {
      const riseMs = Math.min(verb.riseSeconds * 1000, 0.4 * durationMs);
      if (verb.channel === undefined) {
        for (const [channel, list] of moves) {
          if (list.at(-1)?.to !== 0) move(channel, now, riseMs, 0);
        }
        continue;
      }
      move(verb.channel, now, riseMs, amount * verb.factor);
      if (!stays) move(verb.channel, now + durationMs - riseMs, riseMs, 0);
    }
    now += durationMs;
  }
  return moves;
}

function valueAt(moves: readonly Move[], timeMs: number): number {
  let value = 0;
  for (const { startMs, endMs, from, to } of moves) {
    if (timeMs < startMs) break;
    const t = Math.min(1, (timeMs - startMs) / (endMs - startMs));
    value = from + (to - from) * t * t * (3 - 2 * t);
  }
  return value;
}

/** Hz: syllables. */
const TALK_HZ: readonly [number, number] = [2, 5];

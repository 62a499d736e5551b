/** What a gesture moves. Angles in degrees, the others as shares, 0 at rest. */
export type Channel =
  | "smile"
  | "mouthOpen"
  | "talk"
  | "lids"
  | "brows"
  | "gazeRight"
  | "gazeDown"
  | "yaw"
  | "pitch"
  | "roll"
  | "closer"
  | "away"
  | "light";

/** One word of the language. */
export interface Verb {
  /** Shown by `sourire simulate --help`. */
  readonly help: string;
  /** What it moves; nothing for `neutral`. */
  readonly channel?: Channel;
  /** Of an amount. `deg`: degrees. `%`: of the whole movement. */
  readonly unit: "deg" | "%";
  /** Where the script names no amount. */
  readonly amount: number;
  /** Largest amount. */
  readonly most: number;
  /** Turns an amount into the channel's value. */
  readonly factor: number;
  /** Where the script names no time, s. */
  readonly seconds: number;
  /** Time to get there, s; the way back takes as long. Shorter steps move faster. */
  readonly riseSeconds: number;
}

const gesture = (
  help: string,
  channel: Channel,
  unit: Verb["unit"],
  values: readonly [amount: number, most: number, factor: number],
  times: readonly [seconds: number, rise: number],
): Verb => {
  const [amount, most, factor] = values;
  const [seconds, riseSeconds] = times;
  return { help, channel, unit, amount, most, factor, seconds, riseSeconds };
};

/** Left and right are the payer's own. */
export const VERBS: Readonly<Record<string, Verb>> = Object.freeze({
  neutral: {
    help: "rest, and end what stays",
    unit: "%",
    amount: 100,
    most: 100,
    factor: 0,
    seconds: 0.5,
    riseSeconds: 0.3,
  },
  smile: gesture("corners of the mouth wide and up", "smile", "%", [100, 100, 0.01], [0.8, 0.3]),
  "mouth-open": gesture("the jaw goes down", "mouthOpen", "%", [60, 100, 0.01], [0.8, 0.25]),
  talk: gesture("lips move as in talking", "talk", "%", [60, 100, 0.01], [1.5, 0.15]),
  blink: gesture("both lids close and open", "lids", "%", [100, 100, 0.01], [0.3, 0.1]),
  "close-eyes": gesture("lids stay closed", "lids", "%", [100, 100, 0.01], [2, 0.25]),
  "brows-up": gesture("brows go up", "brows", "%", [100, 100, 0.01], [0.6, 0.2]),
  "turn-left": gesture("the head turns to its left", "yaw", "deg", [20, 90, 1], [1, 0.4]),
  "turn-right": gesture("the head turns to its right", "yaw", "deg", [20, 90, -1], [1, 0.4]),
  "look-up": gesture("the head tips back", "pitch", "deg", [12, 45, 1], [1, 0.4]),
  "look-down": gesture("the head bows", "pitch", "deg", [12, 45, -1], [1, 0.4]),
  "lean-left": gesture("the head leans to its left shoulder", "roll", "deg", [12, 45, 1], [1, 0.4]),
  "lean-right": gesture(
    "the head leans to its right shoulder",
    "roll",
    "deg",
    [12, 45, -1],
    [1, 0.4],
  ),
  "come-closer": gesture("nearer by a share", "closer", "%", [25, 100, 0.01], [1.2, 0.5]),
  "step-back": gesture("farther by a share", "closer", "%", [20, 60, -0.01], [1.2, 0.5]),
  "gaze-left": gesture("the eyes turn to the left", "gazeRight", "deg", [15, 35, 1], [0.6, 0.05]),
  "gaze-right": gesture(
    "the eyes turn to the right",
    "gazeRight",
    "deg",
    [15, 35, -1],
    [0.6, 0.05],
  ),
  "gaze-down": gesture("the eyes turn down", "gazeDown", "deg", [15, 30, 1], [0.6, 0.05]),
  leave: gesture("nobody is there", "away", "%", [100, 100, 0.01], [1, 0.01]),
  dim: gesture("less light in the room", "light", "%", [60, 95, -0.01], [1, 0.3]),
  bright: gesture("more light in the room", "light", "%", [60, 300, 0.01], [1, 0.3]),
});

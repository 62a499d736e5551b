import { beforeAll, describe, expect, it } from "vitest";
import type { PresentedAttack } from "../../../src/simulated/attack/attack.js";
import { ATTACK_CLAIMS } from "../../../src/simulated/attack/attack-claims.data.js";
import { type Portrait, portraitOf } from "../../../src/simulated/attack/portrait.js";
import type { Head } from "../../../src/simulated/head/head.js";
import { NEUTRAL } from "../../../src/simulated/head/head.js";
import { type AttackOptions, createAttack } from "../support/create-attack.js";
import {
  camera,
  digest,
  measured,
  noisePicture,
  planeResidual,
  seen,
  standInHead,
  standingActor,
  starterTemplate,
} from "../support/stand-in.js";

let template: Awaited<ReturnType<typeof starterTemplate>>;
let victim: Head;
let portrait: Portrait;
const frames = [noisePicture(64, 48, 1), noisePicture(64, 48, 2)] as const;
const video = (timeMs: number) => frames[timeMs < 1000 ? 0 : 1];

beforeAll(async () => {
  template = await starterTemplate();
  victim = standInHead(template);
  portrait = portraitOf(victim, noisePicture(32, 32, 3));
});

/** Each species, without hands and without anybody behind it. */
function bare(species: Exclude<AttackOptions["species"], `injection-${string}` | "swap">) {
  const common = { portrait, seed: 7, hands: false, video };
  const attacker = standingActor(standInHead(template, [90, 60, 40]));
  if (species === "mask-paper") return createAttack({ ...common, species, attacker, template });
  return createAttack({ ...common, species } as AttackOptions);
}

function bodies(attack: ReturnType<typeof createAttack>, timeMs = 500) {
  expect(attack.kind).toBe("presented");
  return (attack as PresentedAttack).bodiesAt({ timeMs, camera });
}

describe("createAttack", () => {
  it.each(Object.keys(ATTACK_CLAIMS) as AttackOptions["species"][])(
    "%s says what it is, and draws the same from the same seed",
    (species) => {
      const actors = [standInHead(template), standInHead(template)].map((h) => standingActor(h));
      const [first, second] = actors as [(typeof actors)[0], (typeof actors)[0]];
      const make = () =>
        createAttack({
          species,
          portrait,
          template,
          video,
          first,
          second,
          attacker: first,
          swapAtMs: 900,
          hands: species === "print-bent", // drawn once: they take their time
          screenLight: () => [1, 0, 0],
          seed: 7,
        } as unknown as AttackOptions);
      const [one, two] = [make(), make()];
      expect(one.species).toBe(species);
      if (one.kind === "injected" && two.kind === "injected") {
        const at = { timeMs: 400, camera };
        expect(digest(one.pictureAt(at).picture.data)).toBe(digest(two.pictureAt(at).picture.data));
        return;
      }
      expect(digest(seen(bodies(one)).light)).toBe(digest(seen(bodies(two)).light));
    },
  );

  it.each(["print-flat", "cut-out"] as const)("%s is a plane to depth", (species) => {
    const points = measured(seen(bodies(bare(species))));
    expect(points.length).toBeGreaterThan(800);
    expect(planeResidual(points)).toBeLessThan(0.1);
  });

  it("a tablet's display is a plane within its case", () => {
    const points = measured(seen(bodies(bare("screen-tablet"))));
    const display = points.filter(([x, y]) => Math.abs(x) < 60 && Math.abs(y) < 95);
    expect(display.length).toBeGreaterThan(800);
    expect(planeResidual(display)).toBeLessThan(0.1);
  });

  it("a phone is a plane too, a small one", () => {
    const points = measured(seen(bodies(bare("screen-phone"))));
    expect(planeResidual(points)).toBeLessThan(9); // the edge of its case is seen
    const xs = points.map(([x]) => x);
    expect(Math.max(...xs) - Math.min(...xs)).toBeLessThan(80);
  });

  it("a bent print is none, but curved by what its radius says", () => {
    const points = measured(seen(bodies(bare("print-bent"))));
    // the sagitta of 105 mm to either side on a cylinder of 130 mm is 40 mm
    expect(planeResidual(points)).toBeGreaterThan(8);
    expect(planeResidual(points)).toBeLessThan(45);
  });

  it("a paper mask has some relief, less than the face that it hides", () => {
    const points = measured(seen(bodies(bare("mask-paper"))));
    const face = standInHead(template);
    const { placement } = standingActor(face).at();
    const own = measured(seen([{ surfaces: face.surfaces(NEUTRAL), placement }]));
    const relief = (of: typeof points): number => {
      const middle = of.filter(([x, y]) => Math.abs(x) < 40 && y > 16 && y < 60);
      const depths = middle.map(([, , z]) => z);
      return Math.max(...depths) - Math.min(...depths);
    };
    expect(relief(points)).toBeGreaterThan(10);
    expect(relief(points)).toBeLessThan(0.8 * relief(own));
  });

  it("displays are dark in infrared, paper is not", () => {
    const middle = 60 * camera.width + 80;
    const infrared = (of: ReturnType<typeof bodies>) => seen(of).infrared?.[middle] ?? Number.NaN;
    expect(infrared(bodies(bare("screen-tablet")))).toBeLessThan(0.1);
    expect(infrared(bodies(bare("print-flat")))).toBeGreaterThan(0.5);
  });

  it("hands and an attacker can be added, and come nearer than the background", () => {
    const attacker = standingActor(standInHead(template), 700);
    const all = createAttack({ species: "print-flat", portrait, seed: 1, attacker });
    const without = createAttack({ species: "print-flat", portrait, seed: 1, hands: false });
    const count = (attack: ReturnType<typeof createAttack>) =>
      measured(seen(bodies(attack))).length;
    expect(bodies(all)).toHaveLength(3);
    expect(count(all)).toBeGreaterThan(count(without) + 300);
  });

  it("a cut-out that is worn leaves its wearer's eyes free", () => {
    const attacker = standingActor(standInHead(template, [10, 250, 10]));
    const worn = createAttack({ species: "cut-out", portrait, seed: 1, attacker, hands: false });
    const { light, depth, width } = seen(bodies(worn));
    const eye = 60 * width + Math.round(80 + (140 * 31.5) / 450);
    expect(light[3 * eye + 1]).toBeGreaterThan(3 * (light[3 * eye] as number));
    expect(depth[eye]).toBeGreaterThan(430);
    const cheek = eye + 12 * width;
    expect(light[3 * cheek + 1]).toBeLessThan(1.6 * (light[3 * cheek] as number));
  });

  it("a swap changes the person at the stated time, not before", () => {
    const first = standingActor(standInHead(template, [200, 0, 0]));
    const second = standingActor(standInHead(template, [0, 0, 200]));
    const swap = createAttack({ species: "swap", first, second, swapAtMs: 1000 });
    const red = (timeMs: number) => seen(bodies(swap, timeMs)).light[3 * (60 * 160 + 80)] ?? 0;
    expect(red(999)).toBeGreaterThan(0.3);
    expect(red(1000)).toBeLessThan(0.05);
  });

  it("refuses what paper cannot do", () => {
    const make = (options: object) => () =>
      createAttack({ species: "print-bent", portrait, seed: 1, ...options });
    expect(make({ bendRadiusMm: 79 })).toThrow(/bendRadiusMm/);
    expect(make({ foldDegrees: 61 })).toThrow(/foldDegrees/);
    const attacker = standingActor(victim);
    const mask = { species: "mask-paper", portrait, attacker, template, seed: 1 } as const;
    expect(() => createAttack({ ...mask, relief: 1.2 })).toThrow(/relief/);
  });
});

import {
  type AttackPlan,
  type AttackSpecies,
  createPuppetCamera,
  createPuppetFilm,
  type PuppetFilmOptions,
} from "@sourire/camera-adapters/simulated";
import { type FaceTemplate, isSourireError } from "@sourire/core";
import { cameraConformance } from "@sourire/core/testing";
import { beforeAll, describe, expect, it } from "vitest";
import { ATTACK_SPECIES } from "../../../src/simulated/attack/attack-claims.data.js";
import { standInHead, starterTemplate } from "../support/stand-in.js";

let template: FaceTemplate;
beforeAll(async () => {
  template = await starterTemplate();
});

/** Small frames, to be quick. */
const small = { width: 160, height: 120, seed: 5 } as const;
const attackOf = (species: AttackSpecies): AttackPlan => ({
  species,
  victim: standInHead(template),
  attacker: standInHead(template, [90, 60, 40]),
  template,
});

/** Frames of a film, in order, copied. */
function shots(options: Omit<PuppetFilmOptions, "seed"> & { seed?: number }, count: number) {
  const film = createPuppetFilm({ ...small, ...options });
  const buffer = film.buffer();
  return Array.from({ length: count }, (_, i) => {
    const { image, depth, infrared } = film.frame(i, 0, buffer);
    return {
      image: image.data.slice(),
      depth: depth?.data.slice(),
      infrared: infrared?.data.slice(),
    };
  });
}

/** Mean of the absolute differences, levels. */
function difference(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] as number)), 0) / a.length;
}

describe("createPuppetCamera is a Camera: a payer with depth and infrared", () => {
  const sees = { depth: true, infrared: true, framesPerSecond: 20 };
  const make = async () => createPuppetCamera({ ...small, ...sees, payer: standInHead(template) });
  it.each(cameraConformance)("$name", ({ run }) => run(make, expect));
});

describe("createPuppetCamera: an attack is a Camera", () => {
  const make = async () =>
    createPuppetCamera({ ...small, attack: attackOf("print-flat"), framesPerSecond: 20 });
  it.each(cameraConformance)("$name", ({ run }) => run(make, expect));
});

describe("createPuppetCamera", () => {
  it("states that it is simulated, whatever it shows, and what its depth is worth", async () => {
    const payer = standInHead(template);
    await using plain = createPuppetCamera({ ...small, payer });
    expect(plain.capabilities).toEqual({ depth: false, infrared: false, simulated: true });
    expect(plain).toMatchObject({ id: `simulated:${payer.id}`, transport: "program" });
    const attack = attackOf("swap");
    const sensor = { depthMinMm: 250, depthMaxMm: 900 };
    await using deep = createPuppetCamera({ ...small, attack, depth: true, sensor });
    expect(deep.id).toBe("simulated:swap");
    expect(deep.capabilities).toMatchObject({
      simulated: true,
      depthSensing: { minMm: 250, maxMm: 900, noise: "structured-light" },
    });
  });

  it("ends with its script where it is told to", async () => {
    const payer = standInHead(template);
    const script = "smile 0.5s";
    const pace = { framesPerSecond: 20, atEnd: "end" } as const;
    await using camera = createPuppetCamera({ ...small, ...pace, payer, script });
    const sequences: number[] = [];
    for await (const { sequence } of camera.frames({ signal: AbortSignal.timeout(5_000) })) {
      sequences.push(sequence);
    }
    expect(sequences.at(-1)).toBe(9);
  });
});

describe("createPuppetFilm", () => {
  it("draws the same bytes from the same seed, others from another", () => {
    const draw = (seed: number) => shots({ payer: standInHead(template), seed, depth: true }, 3);
    expect(draw(1)).toEqual(draw(1));
    expect(
      difference(draw(1)[2]?.image as Uint8Array, draw(2)[2]?.image as Uint8Array),
    ).toBeGreaterThan(1);
  });

  it("moves a payer as the script says", () => {
    const sensor = { noise: 0, defocus: 0, autoExposure: false, whiteBalanceDrift: 0 };
    const still = { payer: standInHead(template), unrest: 0, framesPerSecond: 10, sensor };
    const [before, during] = [2, 5].map(
      (i) => shots({ ...still, script: "neutral 0.4s, turn-left 30deg 0.4s" }, 9)[i]?.image,
    );
    const rest = shots({ ...still, script: "neutral 1s" }, 6);
    expect(difference(rest[2]?.image as Uint8Array, rest[5]?.image as Uint8Array)).toBe(0);
    expect(difference(before as Uint8Array, during as Uint8Array)).toBeGreaterThan(1);
  });

  it("plays a script again, and a payer who left is not there", () => {
    const sensor = { noise: 0, defocus: 0, autoExposure: false, whiteBalanceDrift: 0 };
    const scene = { payer: standInHead(template), unrest: 0, depth: true, sensor } as const;
    const played = shots(
      { ...scene, script: "leave 0.4s, neutral 0.6s", framesPerSecond: 10, atEnd: "loop" },
      14,
    );
    const measured = played.map(({ depth }) => depth?.filter((value) => value > 0).length ?? 0);
    expect(measured[2]).toBe(0);
    expect(measured[7]).toBeGreaterThan(100);
    expect(measured[12]).toBe(0);
  });

  it("measures a payer where they stand, and answers the display's light", () => {
    const sensor = {
      noise: 0,
      defocus: 0,
      autoExposure: false,
      whiteBalanceDrift: 0,
      depthNoiseMm: 0,
    };
    const scene = {
      payer: standInHead(template),
      unrest: 0,
      depth: true,
      distanceMm: 600,
      sensor,
    } as const;
    const film = createPuppetFilm({ ...small, ...scene });
    const { depth } = film.frame(0, 0, film.buffer());
    if (!depth) throw new Error("no depth");
    const distances = [...depth.data]
      .filter((value) => value > 0)
      .map((value) => value * depth.unitMm);
    expect(Math.min(...distances)).toBeGreaterThan(540);
    expect(Math.min(...distances)).toBeLessThan(600);
    expect(depth.intrinsics).toMatchObject({ cx: 80, cy: 60 });

    const red = shots({ ...scene, screenLight: () => [0.8, 0, 0] }, 1)[0]?.image as Uint8Array;
    const dark = shots(scene, 1)[0]?.image as Uint8Array;
    const gain = (channel: number) =>
      red.reduce((sum, value, i) => sum + (i % 3 === channel ? value - (dark[i] as number) : 0), 0);
    expect(gain(0)).toBeGreaterThan(20_000);
    expect(gain(2)).toBe(0);
  });

  it.each(ATTACK_SPECIES)("shows %s", (species) => {
    // a phone is held nearer than most depth cameras measure
    const sensor = { depthMinMm: 150 };
    const sees = { depth: true, infrared: true, sensor };
    const film = createPuppetFilm({ ...small, ...sees, attack: attackOf(species) });
    const buffer = film.buffer();
    const { image, depth, infrared } = film.frame(0, 0, buffer);
    expect(new Set(image.data).size).toBeGreaterThan(30);
    const measured = depth?.data.filter((value) => value > 0).length ?? 0;
    const injected = species.startsWith("injection");
    expect(measured > 200, `${measured} distances`).toBe(!injected);
    expect(infrared?.data.some((value) => value > 20)).toBe(!injected);
  });

  it("shows a display dark in infrared and a print bright", () => {
    const middle = (species: AttackSpecies): number => {
      const options = { attack: attackOf(species), infrared: true, unrest: 0 };
      const data = shots(options, 1)[0]?.infrared as Uint8Array;
      return data[60 * 160 + 80] as number;
    };
    expect(middle("print-flat")).toBeGreaterThan(90);
    expect(middle("screen-tablet")).toBeLessThan(0.7 * middle("print-flat"));
  });

  it("changes the person half way through a swap", () => {
    const sensor = { noise: 0, defocus: 0, autoExposure: false, whiteBalanceDrift: 0 };
    const plan = { attack: attackOf("swap"), unrest: 0, sensor, framesPerSecond: 10 } as const;
    const played = shots({ ...plan, script: "neutral 1s" }, 9).map(({ image }) => image);
    const steps = played.slice(1).map((now, i) => difference(now, played[i] as Uint8Array));
    expect(steps.filter((step) => step > 1).length).toBe(1);
    expect(steps.findIndex((step) => step > 1)).toBe(4);
  });

  it("refuses what it cannot draw", () => {
    const payer = standInHead(template);
    expect(() => createPuppetFilm({ ...small })).toThrow(/payer, attack/);
    const both = { payer, attack: attackOf("print-flat") };
    expect(() => createPuppetFilm({ ...small, ...both })).toThrow(/payer, attack/);
    expect(() => createPuppetFilm({ ...small, payer, distanceMm: 10 })).toThrow(/distanceMm/);
    expect(() => createPuppetFilm({ ...small, payer, width: 64.5 })).toThrow(/width/);
    const { attacker: _, ...alone } = attackOf("mask-paper");
    expect(() => createPuppetFilm({ ...small, attack: alone })).toThrow(/attacker/);
    try {
      createPuppetFilm({ ...small, payer, script: "dance 1s" });
      expect.unreachable();
    } catch (cause) {
      expect(isSourireError(cause) && cause.code).toBe("SCRIPT_INVALID");
    }
  });
});

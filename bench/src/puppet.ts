// How fast the simulated camera draws: one head before a wall, seen by a webcam and by a depth camera, on one thread.
//   npx tsx --tsconfig tsconfig.base.json bench/src/puppet.ts [--json] [--quick]
// The time on the clock is what a viewer waits; the processor's time beside it is the same on a machine that others use too.
// Everything that is seen is SYNTHETIC: the time depends on how many pixels and triangles are drawn, not on the likeness.
import {
  intrinsicsOf,
  placementOf,
} from "../../packages/camera-adapters/src/simulated/render/placement.js";
import { createRasteriser } from "../../packages/camera-adapters/src/simulated/render/rasterise.js";
import type { Scene } from "../../packages/camera-adapters/src/simulated/render/scene.js";
import type {
  Material,
  Mesh,
  Texture,
} from "../../packages/camera-adapters/src/simulated/render/surface.js";
import { createSensor } from "../../packages/camera-adapters/src/simulated/sensor/sensor.js";
import { machineLine, thisMachine } from "./machine.js";
import { report } from "./options.js";
import { median, rounded } from "./statistics.js";

const quick = process.argv.includes("--quick");
const FRAMES = quick ? 10 : 150;
const WARM_UP = quick ? 5 : 40;
const SIZES = [
  { width: 640, height: 480 },
  { width: 1280, height: 720 },
] as const;
const FRAME_MS = 1000 / 15;
const STEPS = ["raster", "colour", "rasterInfrared", "depth", "infrared"] as const;
type Step = (typeof STEPS)[number];
type Laps = Record<Step, number[]>;

/** Rings and segments: 10,000 triangles. */
const HEAD = ellipsoid([75, 105, 95], 50, 100);
const SKIN: Material = {
  texture: pattern(1024, 1024, (x, y) => {
    const tone = 10 * Math.sin(x / 9) * Math.sin(y / 13);
    return [205 + tone, 160 + tone, 135 + tone, 255];
  }),
  diffuse: 0.9,
  specular: 0.15,
  shininess: 12,
  emission: 0,
  blended: false,
  twoSided: false,
  depth: "solid",
  scatter: 1,
};
/** A shell of hair over the upper back, as a layer with gaps. */
const HAIR = ellipsoid([80, 112, 102], 24, 48);
const STRANDS: Material = {
  ...SKIN,
  texture: pattern(512, 512, (x, y) => {
    const top = y < 190 && Math.abs(x - 256) < 110 ? 0 : 220;
    return [60, 42, 30, y < 300 ? Math.max(0, top - 40 * Math.sin(x / 2)) : 0];
  }),
  blended: true,
  twoSided: true,
  depth: "unseen",
};
const WALL = pattern(640, 480, (x, y) => [150 + x / 20, 150 - y / 20, 140, 255]);

const sizes = SIZES.map((size) => {
  const intrinsics = intrinsicsOf({ ...size, fovDegrees: 60 });
  const rasteriser = createRasteriser({ ...size, intrinsics });
  const withInfrared = createRasteriser({ ...size, intrinsics, infrared: true });
  const sensor = createSensor({ seed: 1 });
  const pixels = size.width * size.height;
  const colour = new Uint8Array(3 * pixels);
  const depth = new Uint16Array(pixels);
  const infrared = new Uint8Array(pixels);
  const ms: Laps = { raster: [], colour: [], rasterInfrared: [], depth: [], infrared: [] };
  const processor = structuredClone(ms);
  let covered = 0;
  for (let sequence = 0; sequence < WARM_UP + FRAMES; sequence++) {
    const scene = sceneAt(sequence);
    const moment = { sequence, atMs: sequence * FRAME_MS };
    const at = [performance.now()];
    const used = [processorMs()];
    const lap = (): void => {
      at.push(performance.now());
      used.push(processorMs());
    };
    const raster = rasteriser.draw(scene);
    lap();
    sensor.colour(raster, moment, colour);
    lap();
    const both = withInfrared.draw(scene);
    lap();
    sensor.depth(both, moment, depth);
    lap();
    sensor.infrared(both, moment, infrared);
    lap();
    if (sequence < WARM_UP) continue;
    for (const [i, key] of STEPS.entries()) {
      ms[key].push((at[i + 1] as number) - (at[i] as number));
      processor[key].push((used[i + 1] as number) - (used[i] as number));
    }
    covered =
      raster.depth.reduce((count: number, z: number) => count + (z > 0 ? 1 : 0), 0) / pixels;
  }
  return { ...size, covered: rounded(covered, 3), ...summary(ms, processor) };
});
const machine = thisMachine();
const triangles = (HEAD.triangles.length + HAIR.triangles.length) / 3;
report({ machine, frames: FRAMES, triangles, sizes }, [
  `a synthetic head of ${triangles} triangles, ${FRAMES} frames, one thread; ${machineLine(machine)}`,
  ...sizes.flatMap(({ width, height, covered, medianMs, processorMs, framesPerSecond }) => [
    "",
    `${width} x ${height}, head on ${Math.round(100 * covered)} % of it; median ms (of the processor)`,
    ...STEPS.map(
      (step) =>
        `  ${step.padEnd(16)} ${medianMs[step].toFixed(1).padStart(6)} (${processorMs[step].toFixed(1)})`,
    ),
    `  colour alone: ${framesPerSecond.colour} frames/s; colour, depth and infrared: ${framesPerSecond.all} frames/s`,
  ]),
]);

function summary(ms: Readonly<Laps>, processor: Readonly<Laps>) {
  const medians = (laps: Readonly<Laps>) =>
    Object.fromEntries(STEPS.map((step) => [step, rounded(median(laps[step]), 2)])) as Record<
      Step,
      number
    >;
  const rate = (steps: readonly Step[]): number => {
    const frames = ms.raster.map((_, i) =>
      steps.reduce((total, step) => total + (ms[step][i] as number), 0),
    );
    return rounded(1000 / median(frames), 1);
  };
  return {
    medianMs: medians(ms),
    processorMs: medians(processor),
    framesPerSecond: {
      colour: rate(["raster", "colour"]),
      all: rate(["rasterInfrared", "colour", "depth", "infrared"]),
    },
  };
}

function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** A head that turns and nods a little, as near as at a kiosk: a third of a picture of 4 : 3. */
function sceneAt(sequence: number): Scene {
  const pose = { yaw: 20 * Math.sin(sequence / 9), pitch: 5 * Math.sin(sequence / 5), roll: 3 };
  const placement = placementOf({ ...pose, positionMm: [0, 0, 290] });
  return {
    bodies: [
      {
        surfaces: [
          { mesh: HEAD, material: SKIN },
          { mesh: HAIR, material: STRANDS },
        ],
        placement,
      },
    ],
    lights: [
      { kind: "ambient", colour: [0.25, 0.26, 0.28] },
      { kind: "directional", colour: [0.7, 0.66, 0.6], towards: [0.48, 0.6, 0.64] },
      { kind: "point", colour: [0.15, 0.2, 0.3], at: [0, 150, 0], referenceMm: 400 },
    ],
    background: WALL,
    backgroundMm: 0,
  };
}

function ellipsoid(
  [rx, ry, rz]: readonly [number, number, number],
  rings: number,
  segments: number,
): Mesh {
  const points: number[] = [];
  const normals: number[] = [];
  const uvs: number[] = [];
  const triangles: number[] = [];
  for (let j = 0; j <= rings; j++) {
    for (let i = 0; i <= segments; i++) {
      const down = (Math.PI * j) / rings;
      const round = (2 * Math.PI * i) / segments;
      const x = Math.sin(down) * -Math.sin(round);
      const y = -Math.cos(down);
      const z = Math.sin(down) * Math.cos(round);
      const length = Math.hypot(x / rx, y / ry, z / rz);
      points.push(rx * x, ry * y, rz * z);
      normals.push(x / rx / length, y / ry / length, z / rz / length);
      uvs.push(i / segments, j / rings);
      const a = j * (segments + 1) + i;
      const b = a + segments + 1;
      if (j < rings && i < segments) triangles.push(a, a + 1, b, a + 1, b + 1, b);
    }
  }
  return {
    positions: Float32Array.from(points),
    normals: Float32Array.from(normals),
    uvs: Float32Array.from(uvs),
    triangles: Uint32Array.from(triangles),
  };
}

function pattern(
  width: number,
  height: number,
  colour: (x: number, y: number) => readonly [number, number, number, number],
): Texture {
  const data = new Uint8Array(4 * width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data.set(colour(x, y), 4 * (y * width + x));
  }
  return { width, height, data };
}

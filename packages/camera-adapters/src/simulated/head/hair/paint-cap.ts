import type { Mesh, Texture } from "../../render/surface.js";
import { createNoise } from "../noise.js";
import { createTexels } from "../skin/texels.js";
import { clamp, smoothstep, type Vec } from "../vector.js";
import type { Cap } from "./cap.js";
import { createComb } from "./comb.js";
import type { HairLook } from "./hair-look.js";
import type { Haircut } from "./haircuts.data.js";
import type { StrandColour } from "./strands.js";

const SIZE = 640;

/** The two pictures of a cap. */
export interface CapTextures {
  /** Without gaps behind the hairline. */
  readonly dense: Texture;
  /** With gaps between strands. */
  readonly open: Texture;
}

/** Paints hair on a cap, strand by strand along the way it is combed. */
export function paintCap(
  cap: Cap,
  { positions, triangles }: Pick<Mesh, "positions" | "triangles">,
  cut: Haircut,
  look: HairLook,
  centre: Vec,
  part: number,
  seed: number,
): CapTextures {
  const dense = new Uint8Array(4 * SIZE * SIZE);
  const open = new Uint8Array(4 * SIZE * SIZE);
  const count = cap.inside.length;
  const values = new Float32Array(4 * count);
  for (let i = 0; i < count; i++) {
    // curls are as large as they look; strands follow the skull below them
    values.set((cut.flow === "curl" ? positions : cap.skin).subarray(3 * i, 3 * i + 3), 4 * i);
    values[4 * i + 3] = cap.inside[i] as number;
  }
  const noise = createNoise(seed ^ 0x68616972);
  const out: StrandColour = { rgb: [0, 0, 0], strand: 0 };
  const comb = createComb(cut, look, noise, centre, part);
  for (const data of [dense, open]) {
    data.set(look.colour);
    for (let done = 4; done < data.length; done *= 2) data.copyWithin(done, 0, done);
  }
  createTexels(SIZE, cap.uvs, triangles, values, 4).each((texel, here) => {
    const inside = here[3] as number;
    comb(here as unknown as Vec, out);
    const root = 0.8 + 0.2 * smoothstep(0, 26, inside);
    const ragged = inside + (cut.flow === "curl" ? 3.5 : 5.5) * out.strand;
    const to = 4 * texel;
    for (let k = 0; k < 3; k++) {
      dense[to + k] = clamp((out.rgb[k] as number) * root, 0, 255);
      open[to + k] = dense[to + k] as number;
    }
    dense[to + 3] = 255 * smoothstep(-2.5, 4.5, ragged);
    open[to + 3] = 255 * smoothstep(-0.5, 7, ragged) * clamp(0.52 + 1.15 * out.strand, 0, 1);
  });
  const texture = (data: Uint8Array): Texture => ({ width: SIZE, height: SIZE, data });
  return { dense: texture(dense), open: texture(open) };
}

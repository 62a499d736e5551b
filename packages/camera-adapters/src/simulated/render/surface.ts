/**
 * Triangles in space, in mm: x to the viewer's right, y down, z away from the viewer. The buffers belong to whoever
 * made the mesh and may be rewritten from frame to frame; their lengths stay.
 */
export interface Mesh {
  /** Shape `[n, 3]`, mm. */
  readonly positions: Float32Array;
  /** Shape `[n, 3]`, unit length, pointing out of the body. */
  readonly normals: Float32Array;
  /** Shape `[n, 2]`, 0..1 of the texture, (0, 0) its upper left corner. */
  readonly uvs: Float32Array;
  /** Shape `[m, 3]`, indices of vertices. */
  readonly triangles: Uint32Array;
}

/** A picture that lies on triangles. */
export interface Texture {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** Shape `[height, width, 4]`: red, green, blue as sRGB bytes, then coverage, 255 is opaque. */
  readonly data: Uint8Array;
  /** Another number whenever `data` was rewritten: what was made of it is kept until then. @defaultValue 0 */
  readonly version?: number;
}

/** How a surface answers light, and what a depth camera sees of it. */
export interface Material {
  /** Its colour. */
  readonly texture: Texture;
  /** Share of the light that is scattered, 0..1. */
  readonly diffuse: number;
  /** Strength of the highlight, 0..1. */
  readonly specular: number;
  /** Exponent of the highlight (Blinn-Phong): 8 is skin, 200 is glass. */
  readonly shininess: number;
  /** Light of its own, in units of white under full light: 0 for matter, about 1 for a bright screen. */
  readonly emission: number;
  /** Blended over what lies behind, by the texture's coverage; otherwise coverage below one half is a hole. */
  readonly blended: boolean;
  /** Drawn from behind too, with the normal turned round. */
  readonly twoSided: boolean;
  /** Light that travels below the surface, as in skin: shadows soften and redden, 0..1. @defaultValue 0 */
  readonly scatter?: number;
  /**
   * Share of near infrared light that is scattered, 0..1: a print is a flat 0.7, a display 0.03. Without it, it follows
   * from `diffuse` and the brightness of the texture, with less contrast, as skin's does.
   */
  readonly infrared?: number;
  /** `solid`: measured. `hole`: the depth camera gets no answer (gloss, glass). `unseen`: it sees through. */
  readonly depth: "solid" | "hole" | "unseen";
}

/** A mesh and what it is made of. */
export interface Surface {
  /** Its shape. */
  readonly mesh: Mesh;
  /** What it is made of. */
  readonly material: Material;
}

import type { CameraIntrinsics } from "@sourire/core";
import type { Surface, Texture } from "./surface.js";

/** Linear red, green, blue; 1 is white under full light. */
export type Rgb = readonly [red: number, green: number, blue: number];
/** x to the right, y down, z away from the viewer. */
export type Vector3 = readonly [x: number, y: number, z: number];

/** Light in the scene. */
export type Light =
  | { readonly kind: "ambient"; readonly colour: Rgb }
  /** From far away; `towards` is the unit direction in which it travels. */
  | { readonly kind: "directional"; readonly colour: Rgb; readonly towards: Vector3 }
  /**
   * A small lamp or a display: `colour` is what a white surface gets that faces it at `referenceMm`, falling with the
   * square of the distance.
   */
  | {
      readonly kind: "point";
      readonly colour: Rgb;
      readonly at: Vector3;
      readonly referenceMm: number;
    };

/** Turns and moves a body: camera coordinates = rotation x body coordinates + translation. */
export interface Placement {
  /** Row by row, orthonormal. */
  readonly rotation: readonly [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  /** mm. */
  readonly translation: Vector3;
}

/** Surfaces that move together. */
export interface Body {
  /** In body coordinates, mm. */
  readonly surfaces: readonly Surface[];
  /** Where it stands before the camera. */
  readonly placement: Placement;
}

/** What a camera looks at, at one moment. Camera coordinates: origin at the lens, mm. */
export interface Scene {
  /** In any order; blended surfaces are drawn after the others, from the back to the front. */
  readonly bodies: readonly Body[];
  /** All that shines. */
  readonly lights: readonly Light[];
  /** What is seen where no body is: fills the picture whatever its size; not lit. */
  readonly background: Texture;
  /** Distance of the background, mm; 0 where it is too far to be measured. */
  readonly backgroundMm: number;
}

/** What a perfect camera would see: light and distance of every pixel. */
export interface Raster {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** Shape `[height, width, 3]`, linear light, 1 is white; may exceed 1. */
  readonly light: Float32Array;
  /** Shape `[height, width]`, distance along the optical axis, mm; 0: nothing can be measured there. */
  readonly depth: Float32Array;
  /**
   * Shape `[height, width]`, where it was asked for: infrared light of a lamp beside the lens, 1 is a white surface that
   * faces it at half a metre; falls with the square of the distance.
   */
  readonly infrared?: Float32Array;
  /** Of the lens. */
  readonly intrinsics: CameraIntrinsics;
}

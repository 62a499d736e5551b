import type { CameraIntrinsics } from "@sourire/core";
import type { Body, Rgb } from "../render/scene.js";
import type { Texture } from "../render/surface.js";

/**
 * What is shown instead of a person. ISO/IEC 30107-3 calls it the species of a presentation attack instrument; error
 * rates are given for each apart.
 */
export type AttackSpecies =
  | "print-flat"
  | "print-bent"
  | "cut-out"
  | "screen-phone"
  | "screen-tablet"
  | "mask-paper"
  | "injection-recorded"
  | "injection-relit"
  | "swap";

/** The camera that an attack is shown to. */
export interface AttackedCamera {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** Of the lens. */
  readonly intrinsics: CameraIntrinsics;
  /** How long each row gathers light, ms. @defaultValue 8 */
  readonly exposureMs?: number;
  /** From the first row to the last, ms: of a rolling shutter. @defaultValue 16 */
  readonly readoutMs?: number;
}

/** One moment of an attack. */
export interface AttackMoment {
  /** Since the attack began, ms. */
  readonly timeMs: number;
  /** What looks at it. */
  readonly camera: AttackedCamera;
}

/** Something that is held or worn before the camera: the camera's own optics and light see it. */
export interface PresentedAttack {
  /** How it attacks. */
  readonly kind: "presented";
  /** What it is. */
  readonly species: AttackSpecies;
  /** What stands before the camera, in its coordinates. The same surfaces, rewritten, at every call. */
  bodiesAt(moment: AttackMoment): readonly Body[];
}

/** A picture that takes the place of the camera's, behind lens and sensor. */
export interface InjectedPicture {
  /** Fills the frame, whatever its size. */
  readonly picture: Texture;
  /** The distance that the forged depth picture states everywhere, mm; 0: no pixel has one. */
  readonly depthMm: number;
}

/** Frames that no camera made. */
export interface InjectedAttack {
  /** How it attacks. */
  readonly kind: "injected";
  /** What it is. */
  readonly species: AttackSpecies;
  /** The frame of this moment. The same texture, rewritten, at every call. */
  pictureAt(moment: AttackMoment): InjectedPicture;
}

/** Somebody who attacks. Nothing is random once it is made: the same moment is the same picture. */
export type Attack = PresentedAttack | InjectedAttack;

/**
 * A video as a function of time: what a screen shows, what is injected. The texture may be the same one at every call,
 * with another `version`.
 */
export type Video = (timeMs: number) => Texture;

/** What a display at the till shines at the payer. Linear, 1 is a white surface at arm's length. */
export type ScreenLight = (timeMs: number) => Rgb;

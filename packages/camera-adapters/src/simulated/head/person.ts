import type { ClothesLook } from "./clothes-look.js";
import type { EyeLook } from "./eyes.js";
import type { FaceShape } from "./face-traits.js";
import type { HairLook } from "./hair/hair-look.js";
import type { HeadBuild } from "./head-form.js";
import type { SkinLook } from "./skin/skin-look.js";

/** Everything that makes one made-up person. No such person exists. */
export interface SyntheticPerson {
  /** Traits that differ from the mean face; those left out are 0. */
  readonly shape: Partial<FaceShape>;
  /** Skull and neck. */
  readonly build: HeadBuild;
  /** 0..1: ears that stand off. */
  readonly earProminence: number;
  /** Colours and marks of the skin. */
  readonly skin: SkinLook;
  /** Colours of the eyes. */
  readonly eyes: EyeLook;
  /** Style and colour of the hair. */
  readonly hair: HairLook;
  /** What they wear. */
  readonly clothes: ClothesLook;
  /** Of noise, strands and small differences between the sides. */
  readonly seed: number;
}

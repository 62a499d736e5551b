/** sRGB bytes. */
export type Tint = readonly [red: number, green: number, blue: number];

/** Something that a face is changed with. Nothing here moves on its own: it follows the head that wears it. */
export type Disguise =
  | {
      /** Clear lenses: thin frames, highlights, and holes in the depth picture where the lenses are. */
      readonly kind: "glasses";
      /** @defaultValue "rectangular" */
      readonly shape?: GlassesShape;
      /** @defaultValue nearly black */
      readonly colour?: Tint;
    }
  | {
      /** Dark lenses, larger than those of glasses. */
      readonly kind: "sunglasses";
      /** @defaultValue "rectangular" */
      readonly shape?: GlassesShape;
      /** @defaultValue nearly black */
      readonly colour?: Tint;
    }
  | {
      /** A cap with a visor that shades the forehead. */
      readonly kind: "cap";
      /** @defaultValue dark blue */
      readonly colour?: Tint;
    }
  | {
      /** Other hair over the own. */
      readonly kind: "wig";
      /** @defaultValue "bob" */
      readonly style?: WigStyle;
      /** @defaultValue auburn */
      readonly colour?: Tint;
    }
  | {
      /** A full beard. */
      readonly kind: "beard";
      /** Of the hair on the chin, mm, 1..40. @defaultValue 13 */
      readonly lengthMm?: number;
      /** @defaultValue dark brown */
      readonly colour?: Tint;
    }
  | {
      /** Paint: heavy make-up, or patches that are meant to mislead a face detector. */
      readonly kind: "make-up";
      /** @defaultValue "evening" */
      readonly style?: MakeUpStyle;
    };

/** Outline of lenses. */
export type GlassesShape = "rectangular" | "round";
/** How long a wig is: to the ears, the chin, the shoulders. */
export type WigStyle = "short" | "bob" | "long";
/** `evening`: lips, lids, brows and cheeks. `dazzle`: patches of strong contrast across the face's symmetry. */
export type MakeUpStyle = "evening" | "dazzle";

/** All kinds. */
export const DISGUISES: readonly Disguise["kind"][] = Object.freeze([
  "glasses",
  "sunglasses",
  "cap",
  "wig",
  "beard",
  "make-up",
]);

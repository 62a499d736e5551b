import type { Mesh } from "../../render/surface.js";
import type { Hairline } from "../hairline.js";
import type { HeadForm } from "../head-form.js";

/** What hair grows on. */
export interface HairRoots {
  /** Skin of the head at rest. */
  readonly head: Mesh;
  /** Its form in round numbers. */
  readonly form: HeadForm;
  /** Where hair begins. */
  readonly line: Hairline;
}

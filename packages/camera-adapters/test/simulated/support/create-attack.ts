import { assertNever } from "@sourire/core";
import type { Attack } from "../../../src/simulated/attack/attack.js";
import { type CutOutOptions, createCutOut } from "../../../src/simulated/attack/cut-out.js";
import {
  createInjectionRecorded,
  createInjectionRelit,
  type InjectionRecordedOptions,
  type InjectionRelitOptions,
} from "../../../src/simulated/attack/injection.js";
import {
  createMaskPaper,
  type MaskPaperOptions,
} from "../../../src/simulated/attack/mask-paper.js";
import {
  createPrintBent,
  createPrintFlat,
  type PrintBentOptions,
  type PrintOptions,
} from "../../../src/simulated/attack/print.js";
import {
  createScreenPhone,
  createScreenTablet,
  type ScreenOptions,
} from "../../../src/simulated/attack/screen.js";
import { createSwap, type SwapOptions } from "../../../src/simulated/attack/swap.js";

/** A species with what it needs. */
export type AttackOptions =
  | ({ readonly species: "print-flat" } & PrintOptions)
  | ({ readonly species: "print-bent" } & PrintBentOptions)
  | ({ readonly species: "cut-out" } & CutOutOptions)
  | ({ readonly species: "screen-phone" } & ScreenOptions)
  | ({ readonly species: "screen-tablet" } & ScreenOptions)
  | ({ readonly species: "mask-paper" } & MaskPaperOptions)
  | ({ readonly species: "injection-recorded" } & InjectionRecordedOptions)
  | ({ readonly species: "injection-relit" } & InjectionRelitOptions)
  | ({ readonly species: "swap" } & SwapOptions);

/** An attack of any species. */
export function createAttack(options: AttackOptions): Attack {
  switch (options.species) {
    case "print-flat":
      return createPrintFlat(options);
    case "print-bent":
      return createPrintBent(options);
    case "cut-out":
      return createCutOut(options);
    case "screen-phone":
      return createScreenPhone(options);
    case "screen-tablet":
      return createScreenTablet(options);
    case "mask-paper":
      return createMaskPaper(options);
    case "injection-recorded":
      return createInjectionRecorded(options);
    case "injection-relit":
      return createInjectionRelit(options);
    case "swap":
      return createSwap(options);
    default:
      return assertNever(options);
  }
}

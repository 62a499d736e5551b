import {
  type AttackSpecies,
  createPuppetFilm,
  type Disguise,
  type Film,
  type PuppetBuffer,
  type PuppetFilmOptions,
} from "@sourire/camera-adapters/simulated";
import type { Cast } from "./cast.js";

/** One simulated scene. */
export interface ScenePlan {
  /** Whose face is shown: a synthetic person or a picture. */
  readonly payer: string;
  /** How it is shown instead of by its owner. */
  readonly attack?: AttackSpecies | undefined;
  /** Who shows it. */
  readonly attacker: string;
  /** What the payer, or the victim, wears. */
  readonly disguises: readonly Disguise["kind"][];
  /** Everything else. */
  readonly film: Omit<PuppetFilmOptions, "payer" | "attack">;
}

/** Species that somebody wears or stands behind. */
const NEEDS_ATTACKER: ReadonlySet<AttackSpecies> = new Set(["mask-paper", "swap", "cut-out"]);

/** Makes the film of a scene. */
export async function filmOf(cast: Cast, plan: ScenePlan): Promise<Film<PuppetBuffer>> {
  const { payer, attack, attacker, disguises, film } = plan;
  const head = await cast.head(payer, disguises);
  if (attack === undefined) return createPuppetFilm({ ...film, payer: head });
  return createPuppetFilm({
    ...film,
    attack: {
      species: attack,
      victim: head,
      template: cast.template,
      ...(NEEDS_ATTACKER.has(attack) ? { attacker: await cast.head(attacker) } : {}),
    },
  });
}

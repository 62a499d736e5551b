import type { CataloguePack } from "./catalogue-pack.js";
import { PLUS } from "./plus.js";
import { STANDARD } from "./standard.js";

/** The packs that can be pulled, imported or put together from loose files, in order of preference. */
export const CATALOGUE: readonly CataloguePack[] = Object.freeze([STANDARD, PLUS]);

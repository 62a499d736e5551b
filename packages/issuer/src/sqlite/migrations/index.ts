import { initial } from "./0001-initial.js";

/** Every step forward, in order; the database's `user_version` counts those that it has taken. */
export const MIGRATIONS: readonly string[] = Object.freeze([initial]);

import * as z from "zod";
import { id, jti, printable, seconds } from "./fields.js";

/** What several tokens have in common. */

/** The liveness checks that a terminal can run. */
export const checkName = z.enum([
  "frame-integrity",
  "texture",
  "challenge",
  "screen-light",
  "depth-shape",
  "infrared",
]);

const livenessResult = z.strictObject({
  check: checkName,
  status: z.enum(["passed", "failed", "not-applicable"]),
  reason: printable.optional(),
});

/** Each check speaks once: a second word for the same check could contradict the first. */
export const livenessResults = z
  .array(livenessResult)
  .max(16)
  .refine((all) => new Set(all.map(({ check }) => check)).size === all.length, "a check twice");

/** Every token names issuer, audience, itself, its time and its world; records have no end. */
export const record = { iss: id, aud: id, jti, iat: seconds, livemode: z.boolean() };
/** Tokens that are an act, not a record, end. */
export const expiring = { ...record, exp: seconds };

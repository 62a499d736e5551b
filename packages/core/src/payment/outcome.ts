import type { AuthorizationClaims } from "../protocol/claims.js";

/** How a payment ended: a value. A `switch` over `status` ends in `assertNever`. */
export type PayOutcome =
  | {
      /** A verified authorization for exactly this intent: hand over the goods. */
      readonly status: "approved";
      /** The compact JWS, a record. */
      readonly authorization: string;
      /** Its claims, verified. */
      readonly receipt: AuthorizationClaims;
    }
  | {
      /** An identified payer was refused: another way to pay. */
      readonly status: "declined";
      /** Why, as the issuer signed it. */
      readonly reason: NonNullable<AuthorizationClaims["reason"]>;
      /** The compact JWS, a record. */
      readonly authorization: string;
    }
  | {
      /** Nobody was identified well enough: another way to pay. */
      readonly status: "fallback";
      /** Never tells a stranger from somebody who has withdrawn. */
      readonly reason: FallbackReason;
    }
  | {
      /** Stopped before confirm. */
      readonly status: "canceled";
      /** By whom. */
      readonly by: "till" | "payer";
    }
  | {
      /** Sent, answer unknown: no other tender, no goods, until settled. */
      readonly status: "pending";
      /** Ask the issuer for this one. */
      readonly intentId: string;
    };

/** Why nobody was identified. */
export type FallbackReason =
  | "no-match"
  | "ambiguous"
  | "hint-needed"
  | "not-live"
  | "face-not-usable"
  | "timeout"
  | "payer-choice";

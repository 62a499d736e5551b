/** Explicit types of all tokens (RFC 8725, section 3.11): a token of one type is never taken for another. */
export const TOKEN_TYPES = {
  clientAssertion: "client-authentication+jwt",
  dpop: "dpop+jwt",
  access: "at+jwt",
  intent: "sourire-intent+jwt",
  evidence: "sourire-evidence+jwt",
  cameraAttestation: "sourire-camera+jwt",
  command: "sourire-command+jwt",
  authorization: "sourire-authorization+jwt",
  enrolment: "sourire-enrolment+jwt",
  template: "sourire-template+jwt",
  consent: "sourire-consent+jwt",
  deletion: "sourire-deletion+jwt",
} as const;

/** One of {@link TOKEN_TYPES}. */
export type TokenType = (typeof TOKEN_TYPES)[keyof typeof TOKEN_TYPES];

/**
 * Seconds that a token lives, where it expires at all; one that says it lives longer is refused.
 * Records (authorizations, receipts) do not expire.
 */
export const TOKEN_LIFE_S = {
  clientAssertion: 120,
  dpop: 120,
  access: 300,
  intent: 300,
  evidence: 120,
  cameraAttestation: 120,
  command: 120,
  enrolment: 600,
  template: 120,
} as const;

const LIFE_BY_TYPE: ReadonlyMap<TokenType, number> = new Map(
  Object.entries(TOKEN_LIFE_S).map(([name, life]) => [
    TOKEN_TYPES[name as keyof typeof TOKEN_LIFE_S],
    life,
  ]),
);

/** The longest life of a type, s; 0 for records, which must have no `exp`. */
export function maxLifeS(type: TokenType): number {
  return LIFE_BY_TYPE.get(type) ?? 0;
}

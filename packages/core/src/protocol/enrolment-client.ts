import { type Clock, systemClock } from "../kernel/clock.js";
import { type Random, systemRandom } from "../kernel/random.js";
import {
  type CreateConsentRequest,
  type CreateInstrumentRequest,
  createInstrumentResponse,
  createPayerResponse,
} from "./calls.js";
import {
  deletePayer,
  type EnrolmentSession,
  giveConsent,
  type OpenPayer,
  pathOf,
  sendTemplate,
  type TemplateBody,
  type VerifiedReceipt,
  withToken,
} from "./enrolment-calls.js";
import type { ConsentClaims, DeletionClaims } from "./enrolment-claims.js";
import { type CallOptions, createExchange } from "./exchange.js";
import { type FetchLike, issuerUrl, requireTransport } from "./http.js";
import { createJwksCache } from "./jwks-cache.js";
import type { SigningKey } from "./key-store.js";

/**
 * An issuer, as the device that enrols one payer sees it: `openPayer`, `consent`, then templates and
 * instruments. Every call but the first is a TypeError before `openPayer`. Faults: as `IssuerClient`.
 */
export interface EnrolmentClient {
  /**
   * Opens the payer of an account, the same one for the same account, for about five minutes.
   * @param enrolmentToken - from the account's own system, after strong authentication; good once
   * @throws {SourireError} `ENROLMENT_TOKEN_INVALID`
   */
  openPayer(
    enrolmentToken: string,
    options?: CallOptions,
  ): Promise<{
    /** The payer's id, a random pseudonym. */
    readonly payer: string;
  }>;
  /** Records consent, before any picture is taken; the receipt is verified to say what was agreed. */
  consent(
    body: Omit<CreateConsentRequest, "purpose">,
    options?: CallOptions,
  ): Promise<
    VerifiedReceipt<ConsentClaims> & {
      /** For `addTemplate`. */
      readonly consent: string;
    }
  >;
  /**
   * Signs, seals and sends a template.
   * @throws {SourireError} `CONSENT_REQUIRED`, `PACK_NOT_ACCEPTED`, `TEMPLATE_SPACE_MISMATCH`
   */
  addTemplate(
    body: TemplateBody,
    options?: CallOptions,
  ): Promise<{
    /** The template's id. */
    readonly template: string;
  }>;
  /** Adds a way to pay: a processor's token, never a card number. */
  addInstrument(
    body: CreateInstrumentRequest,
    options?: CallOptions,
  ): Promise<{
    /** The instrument's id. */
    readonly instrument: string;
  }>;
  /** Deletes the payer: templates, key, instruments. The receipt is verified. */
  deletePayer(options?: CallOptions): Promise<VerifiedReceipt<DeletionClaims>>;
}

/** Options of {@link createEnrolmentClient}. */
export interface EnrolmentClientOptions {
  /** The issuer's public URL. */
  readonly url: string;
  /** This device's key: signs the proofs and the template. */
  readonly key: SigningKey;
  /** Which world. */
  readonly livemode: boolean;
  /** @defaultValue `globalThis.fetch` */
  readonly fetch?: FetchLike;
  /** @defaultValue the system's */
  readonly clock?: Clock;
  /** @defaultValue the system's */
  readonly random?: Random;
}

/**
 * Makes a client for one enrolment. Nothing is sent before the first call.
 * @throws {TypeError} when the URL is none, or the world is live and the connection is not encrypted
 */
export function createEnrolmentClient(options: EnrolmentClientOptions): EnrolmentClient {
  const { key, livemode, clock = systemClock, random = systemRandom } = options;
  const fetch: FetchLike = options.fetch ?? ((request) => globalThis.fetch(request));
  const issuer = issuerUrl(options.url);
  requireTransport(issuer, livemode);
  const exchange = createExchange({ url: issuer, key, fetch, clock, random });
  const jwks = createJwksCache({ url: issuer, fetch, clock });
  const session: EnrolmentSession = { issuer, key, livemode, clock, random, exchange, jwks };
  let open: OpenPayer | undefined;
  const opened = (): OpenPayer => {
    if (!open) throw new TypeError("call openPayer first");
    return open;
  };
  return {
    async openPayer(enrolmentToken, { signal } = {}) {
      const answer = await exchange({
        method: "POST",
        path: "/v1/payers",
        schema: createPayerResponse,
        body: { enrolmentToken },
        ...(signal ? { signal } : {}),
      });
      open = { payer: answer.payer, accessToken: answer.access_token };
      return { payer: answer.payer };
    },
    consent: async (body, { signal } = {}) => giveConsent(session, opened(), body, signal),
    addTemplate: async (body, { signal } = {}) => sendTemplate(session, opened(), body, signal),
    async addInstrument(body, { signal } = {}) {
      const path = pathOf(opened(), "/instruments");
      const call = { ...withToken(opened(), signal), path, body };
      return exchange({ method: "POST", schema: createInstrumentResponse, ...call });
    },
    deletePayer: async ({ signal } = {}) => deletePayer(session, opened(), signal),
  };
}

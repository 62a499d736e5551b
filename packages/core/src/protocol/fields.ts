import * as z from "zod";

/** The fields that claims and bodies share, so that both sides of a call mean the same by a word. */

/** NumericDate: whole seconds since the epoch (RFC 7519 section 2). */
export const seconds: z.ZodInt = z.int().min(0);
/** Names something of the issuer's: a terminal, a payer, a scope. */
export const id: z.ZodString = z.string().min(1).max(200);
/** 43 characters: SHA-256 in base64url. */
export const digest: z.ZodString = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
/** SHA-256 of files, as model packs write it. */
export const hexDigest: z.ZodString = z.string().regex(/^[0-9a-f]{64}$/);
/** At least 128 random bits in base64url. */
export const nonce: z.ZodString = z.string().regex(/^[A-Za-z0-9_-]{22,128}$/);
/** A token's own name, at least 96 bits in base64url: good once. */
export const jti: z.ZodString = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/);
/** A safe integer of minor units, at least one: a payment of nothing is no payment. */
export const amount: z.ZodInt = z.int().min(1);
/** ISO 4217. */
export const currency: z.ZodString = z.string().regex(/^[A-Z]{3}$/);

/** Neither control nor format characters nor line ends: a log or a receipt printer cannot be steered by it. */
const steady = /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+$/u;
/** Printable, short enough for a till's display. */
export const printable: z.ZodString = z.string().min(1).max(64).regex(steady, "control characters");
/** Printable, long enough for a device's path below `/dev/v4l/by-id`. */
export const deviceName: z.ZodString = z
  .string()
  .min(1)
  .max(200)
  .regex(steady, "control characters");
/** Who is paid. */
export const payee = z.strictObject({ id, name: printable });
/** BCP 47, as far as languages, scripts and regions go. */
export const language: z.ZodString = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/);
/** A template as it travels: float32, little endian, base64url. 12,000 characters hold 2,250 dimensions. */
export const template: z.ZodString = z
  .string()
  .regex(/^[A-Za-z0-9_-]+$/)
  .max(12_000);
/** A coordinate of a P-256 point: 32 bytes in base64url. */
export const coordinate: z.ZodString = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

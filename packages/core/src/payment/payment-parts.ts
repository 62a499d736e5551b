import type { Attestor } from "../capture/attestor.js";
import type { Camera } from "../capture/camera.js";
import type { VirtualCameraSign } from "../capture/virtual-camera.js";
import type { Clock } from "../kernel/clock.js";
import type { Log } from "../kernel/log.js";
import type { Money } from "../kernel/money.js";
import type { FacePipeline } from "../pipeline/face-pipeline.js";
import type { IssuerClient } from "../protocol/issuer-client.js";
import type { PayerDisplay } from "./payer-display.js";
import type { PaymentProgress } from "./stage.js";

/** What one payment needs; the caller owns all of it. */
export interface PaymentParts {
  /** Where frames come from. */
  readonly camera: Camera;
  /** Vouches for the camera. Where it fails the payment goes on unattested. @defaultValue unattested */
  readonly attestor?: Attestor;
  /** What whoever opened the camera saw of it (`trackSigns`); label and timing are looked at here. @defaultValue none */
  readonly cameraSigns?: readonly VirtualCameraSign[];
  /** What looks at them. */
  readonly pipeline: FacePipeline;
  /** The deciding side. */
  readonly issuer: IssuerClient;
  /** What faces the payer. */
  readonly display: PayerDisplay;
  /** Told of stages and frames. */
  readonly onProgress?: (progress: PaymentProgress) => void;
  /** @defaultValue the machine's clocks */
  readonly clock?: Clock;
  /** @defaultValue silence */
  readonly log?: Log;
  /** Time to show a usable, live face, ms. @defaultValue {@link PAYMENT_DEFAULTS} */
  readonly captureBudgetMs?: number;
}

/** What the till asks for. */
export interface PaymentRequest {
  /** How much. */
  readonly money: Money;
  /** The till's own order number: 1 to 64 printable characters. */
  readonly order: string;
}

/** The deadlines of a payment. */
export const PAYMENT_DEFAULTS: Readonly<{
  /** ms */
  captureBudgetMs: number;
}> = Object.freeze({ captureBudgetMs: 20_000 });

import type { Attestation, Attestor } from "../capture/attestor.js";
import type { CameraIdentity } from "../capture/camera-identity.js";
import { attestationClaims } from "../protocol/camera-claims.js";
import type { ConformanceCase } from "./conformance-case.js";

const CAMERA: CameraIdentity = {
  id: "conformance",
  transport: "other",
  depth: true,
  infrared: false,
  simulated: true,
  depthSensing: { minMm: 300, maxMm: 1000, noise: "unknown" },
};

/** The contract of an {@link Attestor}. What an attestation proves is for its verifier's tests. */
export const attestorConformance: readonly ConformanceCase<Attestor>[] = [
  {
    name: "says that there is no attestation, or gives one that evidence can carry",
    async run(make, expect) {
      const answer = await ask(await make(), "a");
      expect(attestationClaims.safeParse(answer).success, answer.kind).toBe(true);
    },
  },
  {
    name: "gives another attestation for another nonce, never one that was made before",
    async run(make, expect) {
      const attestor = await make();
      const [one, other] = [await ask(attestor, "a"), await ask(attestor, "b")];
      expect(one.kind).toBe(other.kind);
      if (one.kind === "unattested" || other.kind === "unattested") return;
      expect(one.format).toBe(other.format);
      expect(one.data !== other.data, "fresh").toBe(true);
    },
  },
  {
    name: "answers two calls at once",
    async run(make, expect) {
      const attestor = await make();
      const answers = await Promise.all([ask(attestor, "a"), ask(attestor, "b")]);
      expect(answers.map(({ kind }) => kind === answers[0].kind)).toEqual([true, true]);
    },
  },
  {
    name: "throws the signal's own reason when it was aborted before",
    async run(make, expect) {
      const reason = new Error("the till cancelled");
      const asked = (await make()).attest({
        nonce: "n".repeat(22),
        camera: CAMERA,
        signal: AbortSignal.abort(reason),
      });
      expect(
        await asked.then(
          () => "answered",
          (cause: unknown) => cause,
        ),
      ).toBe(reason);
    },
  },
];

/** @param letter - that the nonce is made of */
function ask(attestor: Attestor, letter: string): Promise<Attestation> {
  const { signal } = new AbortController();
  return attestor.attest({ nonce: letter.repeat(22), camera: CAMERA, signal });
}

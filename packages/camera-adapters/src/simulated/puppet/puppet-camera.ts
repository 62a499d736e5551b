import type { Camera, CameraCapabilities } from "@sourire/core";
import { createFilmCamera } from "../film-camera.js";
import { SENSOR_DEFAULTS } from "../sensor/options.js";
import type { PuppetCameraOptions } from "./options.js";
import { createPuppetFilm } from "./puppet-film.js";

/**
 * A SIMULATED camera before which a puppet plays: a payer with a head in three dimensions who smiles, blinks, turns and
 * comes nearer as a script says, or an attack on one, with depth and infrared where they are asked for. For developing
 * without hardware, for demonstrations and for measuring what liveness checks do; what is measured with it is
 * measured on drawings, and says so.
 *
 * It states `simulated: true`, which a live issuer refuses. It starts with the first call of `frames`; frames that
 * nobody reads are not drawn.
 * @throws {RangeError} when an option is out of its range
 * @throws {SourireError} `SCRIPT_INVALID`
 * @example
 * const payer = createSyntheticHead({ template: await pack.faceTemplate(), person: "iris" });
 * await using camera = createPuppetCamera({ payer, script: "neutral 1s, smile 1s", seed: 1 });
 */
export function createPuppetCamera(options: PuppetCameraOptions): Camera {
  const { payer, attack, id = `simulated:${attack?.species ?? payer?.id}` } = options;
  if (!id.startsWith("simulated:")) throw new RangeError('id: must start with "simulated:"');
  return createFilmCamera({
    id,
    capabilities: capabilitiesOf(options),
    film: createPuppetFilm(options),
    clock: options.clock,
    sleep: options.sleep,
  });
}

function capabilitiesOf({
  depth = false,
  infrared = false,
  sensor,
}: PuppetCameraOptions): CameraCapabilities {
  const stated = { depth, infrared, simulated: true };
  if (!depth) return Object.freeze(stated);
  const { depthMinMm: minMm, depthMaxMm: maxMm } = { ...SENSOR_DEFAULTS, ...sensor };
  return Object.freeze({
    ...stated,
    depthSensing: { minMm, maxMm, noise: "structured-light" as const },
  });
}

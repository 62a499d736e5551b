import type { Camera } from "@sourire/core";
import { createFilmCamera } from "../film-camera.js";
import { assertSettings, STILL_CAMERA_DEFAULTS, type StillCameraOptions } from "./options.js";
import { createStillFilm } from "./still-film.js";

/**
 * A SIMULATED payer of the simplest kind: one still picture that sways, comes nearer, tilts and changes light in the
 * plane of the frame. It takes any picture with a face, and is good for tests of the way from a frame to a receipt.
 *
 * No claim about liveness can be tested with it: nothing in it has depth, turns, blinks or smiles,
 * and to a camera it would be a print that is moved about. It states `simulated: true`, which a
 * live issuer refuses. `createPuppetCamera` is the payer with a head in three dimensions.
 *
 * The camera starts with the first call of `frames`. Frames that nobody reads cost nothing.
 * @throws {SourireError} `FRAME_INVALID` when the picture is not what it states
 * @throws {RangeError} when an option is out of its range or the face lies outside the picture
 * @example await using camera = createStillCamera({ picture, face: { box }, seed: 1 });
 */
export function createStillCamera(options: StillCameraOptions): Camera {
  const settings = { ...STILL_CAMERA_DEFAULTS, ...options };
  assertSettings(settings);
  return createFilmCamera({
    id: settings.id,
    capabilities: Object.freeze({ depth: false, infrared: false, simulated: true }),
    film: createStillFilm(settings),
    clock: options.clock,
    sleep: options.sleep,
  });
}

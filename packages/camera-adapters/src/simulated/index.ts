// Simulated cameras exist in test mode only: they state `simulated`, and a live issuer registers none.

// the puppet: a payer or an attacker who plays a script
export type { AttackSpecies } from "./attack/attack.js";
export { ATTACK_CLAIMS, ATTACK_SPECIES, type AttackClaim } from "./attack/attack-claims.data.js";
export { type Portrait, portraitOf, portraitOfPhotograph } from "./attack/portrait.js";
export {
  DISGUISES,
  type Disguise,
  type GlassesShape,
  type MakeUpStyle,
  type Tint,
  type WigStyle,
} from "./disguise/disguise.js";
export { type DisguisedOptions, disguised } from "./disguise/disguised.js";
export type { Film } from "./film.js";
export { type Expression, type Head, NEUTRAL } from "./head/head.js";
export {
  createSyntheticHead,
  SYNTHETIC_PEOPLE,
  type SyntheticHeadOptions,
  type SyntheticName,
} from "./head/synthetic-head.js";
export { createPhotoHead, type PhotoHeadOptions } from "./photo/photo-head.js";
export type { AttackPlan } from "./puppet/attack-plan.js";
export {
  PUPPET_DEFAULTS,
  type PuppetCameraOptions,
  type PuppetFilmOptions,
} from "./puppet/options.js";
export type { PuppetBuffer } from "./puppet/puppet-buffer.js";
export { createPuppetCamera } from "./puppet/puppet-camera.js";
export { createPuppetFilm } from "./puppet/puppet-film.js";
export type { Rgb } from "./render/scene.js";
export type { Material, Mesh, Surface, Texture } from "./render/surface.js";
export { type Gesture, parseScript, type Script, type Step } from "./script/parse-script.js";
export { type Channel, VERBS, type Verb } from "./script/verbs.data.js";
export { SENSOR_DEFAULTS, type SensorOptions } from "./sensor/options.js";
export { createRoom } from "./stage/room.js";
// a still picture that moves
export type { MotionRange } from "./still/motion.js";
export { STILL_CAMERA_DEFAULTS, type StillCameraOptions } from "./still/options.js";
export { createStillCamera } from "./still/still-camera.js";

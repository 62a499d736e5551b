// Packs on this machine: finding, opening and checking them. Building one is in ./starter.
export { type FoundPack, findPacks, resolvePack } from "./find-packs.js";
export { openPackFolder } from "./open-pack-folder.js";
export { starterPackFolder } from "./starter/location.js";
export { type VerifiedPack, verifyPackFolder } from "./verify-pack-folder.js";

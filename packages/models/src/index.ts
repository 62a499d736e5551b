// Packs: the catalogue, getting them, and finding, opening and checking those on this machine. The starter
// pack is built by ./starter.
export { CATALOGUE } from "./catalogue/catalogue.js";
export type { FileSource } from "./catalogue/catalogue-file.js";
export type { CataloguePack } from "./catalogue/catalogue-pack.js";
export { isPaymentGrade } from "./catalogue/payment-grade.js";
export { findPacks, isFolderName, resolvePack } from "./find-packs.js";
export { openPackFolder } from "./open-pack-folder.js";
export type { DownloadLimits } from "./pull/download-limits.js";
export { type ImportPackOptions, importPack } from "./pull/import-pack.js";
export type { InstalledPack } from "./pull/install-pack.js";
export { PULL_DEFAULTS, type PullPackOptions, pullPack } from "./pull/pull-pack.js";
export type { PullProgress } from "./pull/pull-progress.js";
export { chooseModelPack, readChosenPack } from "./search/choice.js";
export type { FoundPack } from "./search/found-pack.js";
export { type ModelPlaces, userPlaces } from "./search/places.js";
export { starterPackFolder } from "./starter/location.js";
export { type VerifiedPack, verifyPack, verifyPackFolder } from "./verify-pack-folder.js";

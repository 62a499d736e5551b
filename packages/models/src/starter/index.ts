// The starter pack: built from pinned npm packages.
export {
  type BuildStarterPackOptions,
  buildStarterPack,
  type StarterBuildStep,
} from "./build-starter-pack.js";
export { starterPackIsCurrent } from "./is-current.js";
export { starterPackFolder } from "./location.js";
export { stockPhotographs } from "./stock-photographs.js";

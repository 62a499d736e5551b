import { STARTER_FACEMESH } from "../../starter/contracts.js";
import { starterProvenance } from "../../starter/provenance.js";
import { type CatalogueFile, withGolden } from "../catalogue-file.js";

/** FaceMesh as the starter build writes it: 468 points of a face. */
export const FACEMESH: CatalogueFile = Object.freeze<CatalogueFile>({
  file: withGolden({
    ...STARTER_FACEMESH,
    bytes: 2_452_699,
    sha256: "388eb15c465490f893fd21ecb5e40de57942dd35d5392b9e755221f651a60cce",
    provenance: starterProvenance("landmarks"),
  }),
  source: { kind: "starter" },
});

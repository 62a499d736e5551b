import { type CataloguePack, cataloguePack } from "./catalogue-pack.js";
import { EDGEFACE } from "./networks/edgeface.js";
import { FACEMESH } from "./networks/facemesh.js";
import {
  MINIFASNET_V1_SE_80,
  MINIFASNET_V2_80,
  MINIFASNET_V2_SE_128,
} from "./networks/minifasnet.js";
import { YUNET } from "./networks/yunet.js";
import { TEXTURE_NOTE } from "./notes.js";
import { PLUS_OPERATING_POINTS } from "./plus-operating-points.data.js";

/** The most exact pack of open files; it is imported, since not all of them have a public address. */
export const PLUS: CataloguePack = cataloguePack({
  id: "plus@1.1.0",
  title: "Plus pack: YuNet, FaceMesh, EdgeFace-XS and three MiniFASNets",
  commercialUse: "disputed",
  notes: [
    "Commercial use is disputed: EdgeFace's repositories say BSD-3-Clause, but model cards of sibling checkpoints say CC-BY-NC-SA. Ask the authors (Idiap) before you earn money with it; `standard` is free of this doubt.",
    TEXTURE_NOTE,
  ],
  // fused, for the pack whose reason is accuracy; it costs one more run of the embedder (a batch of two)
  embedding: { space: "edgeface-xs-flip/512", dimensions: 512, flipFusion: true },
  files: [YUNET, FACEMESH, EDGEFACE, MINIFASNET_V2_80, MINIFASNET_V1_SE_80, MINIFASNET_V2_SE_128],
  operatingPoints: PLUS_OPERATING_POINTS,
});

import { type CataloguePack, cataloguePack } from "./catalogue-pack.js";
import { FACEMESH } from "./networks/facemesh.js";
import { MINIFASNET_V2_SE_128 } from "./networks/minifasnet.js";
import { MOBILEFACENET } from "./networks/mobilefacenet.js";
import { YUNET } from "./networks/yunet.js";
import { TEXTURE_NOTE } from "./notes.js";
import { STANDARD_OPERATING_POINTS } from "./standard-operating-points.data.js";

/** The pack for a pilot: every file is Apache 2.0 and has a public address. */
export const STANDARD: CataloguePack = cataloguePack({
  id: "standard@1.1.0",
  title: "Standard pack: YuNet, FaceMesh, MobileFaceNet and MiniFASNet",
  commercialUse: "allowed",
  notes: [
    TEXTURE_NOTE,
    "The licences of the weights allow commercial use; the pictures that they were trained on were published for research (see each file's training data). Let your lawyers read both.",
  ],
  embedding: { space: "mobilefacenet-foamliu/128", dimensions: 128 },
  files: [YUNET, FACEMESH, MOBILEFACENET, MINIFASNET_V2_SE_128],
  operatingPoints: STANDARD_OPERATING_POINTS,
});

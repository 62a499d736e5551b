/** The crop that both recognisers were trained on, in words. */
export const ARCFACE_CROP =
  "five points (eye centres, nose, mouth corners) moved to the 112 x 112 template of ArcFace";

/** What every pack with texture networks must say. */
export const TEXTURE_NOTE =
  "Its texture networks are one vote against photographs and screens, never the only one: on the phone pictures that we measured they miss many. Calibrate them on the cameras that you deploy.";

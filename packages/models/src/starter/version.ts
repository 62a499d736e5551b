/** Name and version of the pack. The version rises when a file or a contract of it changes. */
export const STARTER_ID = "starter@1.0.0";
/** Which converter wrote the files; its number rises when the bytes that it writes change. */
export const STARTER_CONVERTER = "sourire-models/converter@1";

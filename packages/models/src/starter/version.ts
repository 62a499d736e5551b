/** Name and version of the pack. The version rises when a file or a contract of it changes. */
export const STARTER_ID = "starter@1.1.0";
/** What derived the face template; its number rises when the bytes that it writes change. */
export const FACE_TEMPLATE_DERIVATION = "sourire-models/face-template@1";
/** Which converter wrote the files; its number rises when the bytes that it writes change. */
export const STARTER_CONVERTER = "sourire-models/converter@1";

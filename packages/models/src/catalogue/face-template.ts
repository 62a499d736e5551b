import type { FaceTemplateFile } from "@sourire/core";
import { FACE_TEMPLATE_ENTRY } from "../starter/face-template-entry.js";

/** The face template as the starter build derives it; every pack of the catalogue holds it. */
export const FACE_TEMPLATE: FaceTemplateFile = Object.freeze({
  ...FACE_TEMPLATE_ENTRY,
  bytes: 19_896,
  sha256: "80e749a80026ee6b0febd5450ade682344018ef2546d80b836be6f6991459ec2",
});

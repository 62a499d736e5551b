export {
  DECODE_IMAGE_DEFAULTS,
  type DecodeImageOptions,
  decodeImage,
} from "./decode-image.js";
export { createFileKeyStore, type FileKeyStoreOptions } from "./file-key-store.js";
export { createFileSecretStore, type FileSecretStoreOptions } from "./file-secret-store.js";
export { createOnnxRuntime, type OnnxRuntimeOptions } from "./onnx-runtime.js";
export { readImageFile } from "./read-image-file.js";

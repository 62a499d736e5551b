export { type ChooseOnnxRuntimeOptions, chooseOnnxRuntime } from "./choose-onnx-runtime.js";
export {
  DECODE_IMAGE_DEFAULTS,
  type DecodeImageOptions,
  decodeImage,
} from "./decode-image.js";
export { createFileKeyStore, type FileKeyStoreOptions } from "./file-key-store.js";
export { createFileSecretStore, type FileSecretStoreOptions } from "./file-secret-store.js";
export { listProviders, type ProviderReport } from "./list-providers.js";
export type { OnnxProvider } from "./onnx-provider.js";
export { createOnnxRuntime, type OnnxRuntimeOptions } from "./onnx-runtime.js";
export { readImageFile } from "./read-image-file.js";
export { encodeImage, type ImageKind, writeImageFile } from "./write-image-file.js";

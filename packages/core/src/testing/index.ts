export { cameraConformance } from "./camera-conformance.js";
export type { ConformanceCase, ExpectLike } from "./conformance-case.js";
export { createFixedClock, type FixedClock } from "./fixed-clock.js";
export { inferenceRuntimeConformance } from "./inference-runtime-conformance.js";
export { keyStoreConformance } from "./key-store-conformance.js";
export { createMemoryKeyStore } from "./memory-key-store.js";
export { createMemorySecretStore } from "./memory-secret-store.js";
export { secretStoreConformance } from "./secret-store-conformance.js";

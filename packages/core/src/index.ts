// The public names, in the order of the data: a table of contents.

// kernel: shared words
export { disposeAll, sleep, withDeadline } from "./kernel/async.js";
export type { Brand } from "./kernel/brand.js";
export { base64url, sha256, toHex } from "./kernel/bytes.js";
export { type Clock, systemClock } from "./kernel/clock.js";
export { type Embedding, SecretEmbedding, toEmbedding } from "./kernel/embedding.js";
export {
  assertNever,
  ERROR_REMEDIES,
  type ErrorCode,
  isSourireError,
  SourireError,
} from "./kernel/errors.js";
export {
  assertPixelImage,
  BYTES_PER_PIXEL,
  type CameraIntrinsics,
  type DepthImage,
  type Frame,
  type PixelFormat,
  type PixelImage,
  YUV_COLOUR_DEFAULTS,
  type YuvColour,
} from "./kernel/frame.js";
export type { Affine, Box, Point } from "./kernel/geometry.js";
export { type Log, type LogFields, silentLog } from "./kernel/log.js";
export {
  type AmountMinor,
  amountMinor,
  type CurrencyCode,
  currencyCode,
  formatMoney,
  type Money,
  minorDigits,
  parseMoney,
} from "./kernel/money.js";
export { pictureWindow } from "./kernel/picture-window.js";
export { type Random, seededUniform, systemRandom } from "./kernel/random.js";
export { errnoOf, storageFault } from "./kernel/storage-fault.js";

// capture: where frames come from, and whose face counts
export {
  type Attestation,
  type AttestationRequest,
  type Attestor,
  createNoAttestor,
} from "./capture/attestor.js";
export type {
  Camera,
  CameraCapabilities,
  CameraTransport,
  DepthSensing,
} from "./capture/camera.js";
export { type CameraIdentity, describeCamera } from "./capture/camera-identity.js";
export { type FrameSink, newestFrames } from "./capture/newest-frame.js";
export {
  PAYER_SELECTION_DEFAULTS,
  type PayerSelection,
  type PayerSelectionOptions,
  selectPayer,
} from "./capture/payer-selection.js";
export {
  createTimingWatch,
  TIMING_WATCH_DEFAULTS,
  type TimingWatch,
  type TimingWatchOptions,
} from "./capture/timing-watch.js";
export {
  gradeVirtualCamera,
  labelSigns,
  type TrackDescription,
  trackSigns,
  type VirtualCameraGrade,
  type VirtualCameraSign,
} from "./capture/virtual-camera.js";

// runtime: networks as data, and what runs them
export type { InferenceRuntime, ModelSession } from "./runtime/inference-runtime.js";
export { type ModelPack, openPack, type ReadPackFile, readVerified } from "./runtime/load-pack.js";
export {
  type FaceTemplateFile,
  type ModelArchitecture,
  type ModelFile,
  type ModelPackManifest,
  type ModelRole,
  type OperatingPoint,
  type PinnedFile,
  parseManifest,
  pinnedFiles,
} from "./runtime/model-pack.js";
export {
  type ChosenRuntime,
  chooseRuntime,
  type RefusedRuntime,
  type RuntimeCandidate,
} from "./runtime/choose-runtime.js";
export { type Golden, encodeSample, sampleOf } from "./runtime/golden.js";
export { openPackFile, openProven, type OpenProvenOptions } from "./runtime/open-proven.js";
export {
  checkParity,
  type OutputParity,
  PARITY_LIMITS,
  type Parity,
  type ParityLimits,
} from "./runtime/parity.js";
export { probe, type ProbeOutputs, probeFeeds } from "./runtime/probe.js";
export { wavesPicture } from "./runtime/waves-picture.js";

// crops: for networks of your own
export { createWarp, type WarpToTensor } from "./align/warp.js";
export type { Border, CropContract, CropFilter } from "./align/warp-plan.js";

// detect, landmarks, quality
export type { Detector, FaceDetection, FaceKeypoints } from "./detect/detector.js";
export { FACE_REGIONS, type FaceRegions } from "./landmarks/face-regions.data.js";
export { type FaceTemplate, parseFaceTemplate } from "./landmarks/face-template.js";
export {
  type FaceLandmarks,
  LANDMARK_COUNT,
  type LandmarkModel,
} from "./landmarks/landmark-model.js";
export { type FaceMeasures, measureFace } from "./landmarks/measures.js";
export { createQualityGate } from "./quality/face-quality-gate.js";
export type {
  QualityComponent,
  QualityDefect,
  QualityGate,
  QualityHint,
} from "./quality/quality-gate.js";
export { judgeQuality } from "./quality/face-quality-gate.js";
export { measureQuality } from "./quality/measure-quality.js";
export {
  QUALITY_DEFAULTS_ENROL,
  QUALITY_DEFAULTS_PROBE,
  type QualityLimits,
} from "./quality/quality-limits.js";
export type { QualityValues } from "./quality/quality-values.js";

// liveness
export { type Assurance, assuranceOf, type LivenessResult } from "./liveness/assurance.js";
export {
  createFrameIntegrity,
  FRAME_INTEGRITY_DEFAULTS,
  type FrameIntegrity,
  type FrameIntegrityOptions,
} from "./liveness/frame-integrity.js";
export type {
  LivenessCheck,
  LivenessCheckName,
  LivenessSample,
  LivenessVerdict,
} from "./liveness/liveness-check.js";

export type { TextureNetwork } from "./liveness/texture-network.js";

// embed, match
export type { Embedder } from "./embed/embedder.js";
export { createExactSearch } from "./match/exact-search.js";
export { expectedFpir } from "./match/expected-fpir.js";
export { cheapestHint, type HintGroups, type NarrowingHint } from "./match/fpir-budget.js";
export { type Identification, identify } from "./match/identify.js";
export { type OperatingPair, selectOperatingPoint } from "./match/operating-point.js";
export type { SearchHit, TemplateSearch } from "./match/search.js";

// protocol: keys
export {
  assertKeyName,
  type KeyStore,
  type SealingKey,
  type SigningKey,
  sealingKeyFromCryptoKey,
  signingKeyFromCryptoKey,
  thumbprint,
} from "./protocol/key-store.js";
export {
  assertSecretName,
  assertSecretSize,
  MAX_SECRET_BYTES,
  type SecretStore,
} from "./protocol/secret-store.js";
// protocol: tokens
export {
  createKeyAttestor,
  type ExpectedAttestation,
  type KeyAttestorOptions,
  verifyCameraAttestation,
} from "./protocol/camera-attestation.js";
export { type CameraAttestationClaims, cameraAttestationClaims } from "./protocol/camera-claims.js";
export * from "./protocol/claims.js";
export { canonicalJson, digestJson, tokenDigest } from "./protocol/digest.js";
export * from "./protocol/enrolment-claims.js";
export { openSealed, sealTo } from "./protocol/seal.js";
export { signToken } from "./protocol/sign.js";
export { decodeTemplate, encodeTemplate } from "./protocol/template-codec.js";
export { TOKEN_LIFE_S, TOKEN_TYPES, type TokenType } from "./protocol/token-type.js";
export { VERIFY_DEFAULTS, type VerifyTokenOptions, verifyToken } from "./protocol/verify.js";
// protocol: calls
export * from "./protocol/calls.js";
export {
  type CreateDpopProofOptions,
  createDpopProof,
  DPOP_REPLAY_WINDOW_S,
  type DpopProof,
  type VerifyDpopProofOptions,
  verifyDpopProof,
} from "./protocol/dpop.js";
export { type FetchLike, issuerUrl } from "./protocol/http.js";
export { fetchJwks, jwksOf, keysFromJwks } from "./protocol/jwks.js";
export {
  fromProblem,
  PROBLEM_MEDIA_TYPE,
  type Problem,
  problemSchema,
  toProblem,
} from "./protocol/problem.js";
// protocol: a terminal and its issuer
export { type CommandBody, type Displayed, signCommand } from "./protocol/command.js";
export type { TemplateBody, VerifiedReceipt } from "./protocol/enrolment-calls.js";
export {
  createEnrolmentClient,
  type EnrolmentClient,
  type EnrolmentClientOptions,
} from "./protocol/enrolment-client.js";
export { type EvidenceBody, type SignedEvidence, signEvidence } from "./protocol/evidence.js";
export type { CallOptions } from "./protocol/exchange.js";
export type { Intent } from "./protocol/intent.js";
export type { CommandResult, IntentStatus } from "./protocol/issuer-answers.js";
export {
  createIssuerClient,
  type IssuerClient,
  type IssuerClientOptions,
} from "./protocol/issuer-client.js";
export {
  type ExpectedPayment,
  type VerifyReceiptOptions,
  verifyReceipt,
} from "./protocol/receipt.js";
export { type RegisterTerminalOptions, registerTerminal } from "./protocol/register-terminal.js";

// pipeline: the stages put together for one frame; one by one for tools
export { createStages, type FaceStages } from "./pipeline/create-stages.js";
export { liesOnDetection } from "./landmarks/plausibility.js";
export {
  createFacePipeline,
  type FaceOfFrame,
  type FacePipeline,
  type FacePipelineOptions,
  type FollowedFace,
  type FollowedObservation,
  type Observation,
  type PayerFace,
  type PayerFollower,
  type StageTimings,
} from "./pipeline/face-pipeline.js";

export { TRACKING_DEFAULTS, type TrackingOptions } from "./track/tracking-options.js";

// enrolment
export { type Enrolment, enrollPayer } from "./enroll/enroll-payer.js";
export { faceOfPicture, templateOfPicture } from "./enroll/template-of-picture.js";

// payment
export { settle } from "./payment/authorize-payment.js";
export type { FallbackReason, PayOutcome } from "./payment/outcome.js";
export type {
  ConfirmAnswer,
  PayerDisplay,
  PayerHint,
  PaymentAsk,
  TapAnswer,
} from "./payment/payer-display.js";
export {
  PAYMENT_DEFAULTS,
  type PaymentParts,
  type PaymentRequest,
} from "./payment/payment-parts.js";
export { runPayment } from "./payment/run-payment.js";
export type { PaymentProgress, PaymentStage } from "./payment/stage.js";

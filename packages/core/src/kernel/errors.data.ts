/** The catalogue of codes, by area. The value is the remedy: a sentence to an operator. */
export const REMEDIES = {
  // pictures and frames
  IMAGE_EMPTY: "Give a picture file with content; this one has zero bytes.",
  IMAGE_UNREADABLE: "Give a JPEG, PNG or WebP picture; this file is damaged or is no picture.",
  IMAGE_TOO_SMALL: "Give a picture of at least 64 x 64 pixels.",
  IMAGE_TOO_LARGE: "Give a picture of at most 50 megapixels; scale it down first.",
  FRAME_INVALID:
    "The camera adapter states a size, stride or format that its data does not have; fix the adapter.",
  CAMERA_UNAVAILABLE: "Check cable, power and network, and that no other program holds the camera.",
  CAMERA_DENIED: "Grant camera permission to this origin or user.",
  CAMERA_CLOSED: "Open a new camera; this one was closed.",
  CAMERA_NOT_FOUND:
    "Check that the device is plugged in and its name is right; `sourire cameras` lists what this machine has.",
  CAMERA_BUSY: "Close the other program that holds the camera, then try again.",
  CAMERA_LOST:
    "The camera went away while it was used: check cable, power and network, then open it again.",
  CAMERA_STALLED:
    "The camera is there but sends no pictures: unplug it and plug it in again, or lower its resolution.",
  CAMERA_FORMAT_UNSUPPORTED:
    "Ask for a size, rate or format that this camera has, or a file with a codec that ffmpeg can read.",
  CAMERA_AUTHENTICATION_FAILED: "Give the user name and password that this camera expects.",
  FFMPEG_NOT_FOUND:
    "Install ffmpeg with the system's package manager (Debian: apt-get install ffmpeg), or pass the path of its program.",
  CALIBRATION_INVALID:
    "Calibrate the camera again, or mend the file: intrinsics, sizes and depth scale must fit the streams.",
  DEPTH_MISSING:
    "The depth stream holds no distances: check projector and cable, and that the depth sensor is not covered.",
  DEPTH_UNSYNCHRONISED:
    "Colour and depth do not come at the same times: run both at one rate, or raise the tolerance.",
  RECORDING_INVALID: "Record again: this recording is damaged, incomplete or of another version.",
  RECORDING_LOCKED: "Give the key that the recording was written with.",
  RECORDING_CONSENT_MISSING:
    "State who agreed to be recorded and for what; nothing is recorded without consent.",
  SCRIPT_INVALID: "Correct the script; `sourire simulate --help` lists the verbs.",
  ATTESTATION_FAILED:
    "Check the attestation service of this device; without it the terminal counts as unattested.",
  // faces (enrolment; in a payment these are outcomes, not faults)
  FACE_NOT_FOUND: "Show exactly one face, near and looking at the camera.",
  FACES_SEVERAL:
    "Let only the person who enrols be near the camera, or crop the picture to one face.",
  FACE_QUALITY_LOW: "Follow the hints: more light, nearer, looking straight at the camera.",
  LIVENESS_UNAVAILABLE:
    "Use a camera and a model pack that can run every check that the issuer's policy requires.",
  // model packs and inference
  MODEL_PACK_NOT_FOUND:
    "Build the starter pack with `sourire models build`, or pass the folder of a pack.",
  MODEL_MANIFEST_INVALID: "Repair or rebuild the pack; its manifest does not follow the schema.",
  MODEL_ROLE_UNKNOWN:
    "Use a pack made for this version; its manifest names a role that this version does not know.",
  MODEL_ROLE_MISSING: "Use a complete pack; this one lacks a file that the pipeline needs.",
  MODEL_ARCHITECTURE_UNKNOWN:
    "Use a pack made for this version; it names a network that this version cannot decode.",
  FACE_TEMPLATE_MISSING:
    "Use a pack that carries the face template: build the starter pack again with `sourire models build`.",
  MODEL_FILE_MISSING: "Fetch or build the pack again; a file that its manifest names is missing.",
  MODEL_HASH_MISMATCH: "Fetch or build the pack again; never load a file whose SHA-256 differs.",
  MODEL_LOAD_FAILED:
    "The runtime refused the model; check versions with `sourire doctor`, then build the pack again.",
  MODEL_OUTPUT_INVALID:
    "The network answered with values that are not numbers; check the runtime with `sourire doctor`.",
  MODEL_OPERATOR_UNSUPPORTED:
    "The network uses an operator that this runtime does not have; use a pack made for it, or another execution provider.",
  MODEL_DOWNLOAD_FAILED:
    "Check the network and the address, then pull again: it goes on where it stopped. Without a network, fetch the files elsewhere and use `sourire models import`.",
  MODEL_DOWNLOAD_INVALID:
    "The address answered with something else than the file (a login page, an error page); check proxy and address.",
  MODEL_PACK_BUSY: "Another process is writing this pack; wait for it, then try again.",
  MODEL_SOURCE_MISSING:
    "Install the packages that the starter pack is built from: npm install --save-dev @vladmandic/human@3.3.6 @vladmandic/face-api@1.7.15",
  MODEL_CONVERSION_UNSUPPORTED:
    "The graph holds an operator that the converter does not know; use the pinned version of the source package.",
  OPERATING_POINT_MISSING:
    "Use a pack that was calibrated; it has no operating point strict enough for this gallery.",
  RUNTIME_UNAVAILABLE:
    "Install onnxruntime for this platform; `sourire doctor` shows what is missing.",
  RUNTIME_PROVIDER_UNAVAILABLE:
    "This execution provider is not on this machine; name another one, or list one to fall back to.",
  RUNTIME_PARITY_FAILED:
    "This execution provider computes wrongly here: do not use it. Name another one, and report it with the output of `sourire doctor --json`.",
  RUNTIME_CLOSED: "Create a new runtime; this one was disposed of.",
  // this machine
  PORT_IN_USE: "Choose another port or stop the program that holds it.",
  STORAGE_READ_ONLY: "Choose a folder that this user may write to.",
  STORAGE_FULL: "Free disk space, then try again; nothing was half written.",
  STORAGE_FAILED:
    "Check the disk and the database file; restore it from a backup if it is damaged.",
  STORAGE_LOCKED: "Another process holds this database; stop it or use another data folder.",
  KEY_STORE_INSECURE: "Make the key file private: chmod 600 on the file, owned by this user.",
  KEY_STORE_INVALID: "The key file is damaged; restore it from a backup or register again.",
  TEMPLATE_UNREADABLE:
    "The template cannot be opened: check that the key-encryption key belongs to this database.",
  // network
  ISSUER_UNREACHABLE:
    "Check the network and the issuer's address; ask for the intent's state before you pay again.",
  ISSUER_ANSWER_INVALID:
    "The issuer's answer does not follow the protocol; check its address and version.",
  // protocol
  REQUEST_INVALID: "Send the call as the protocol describes it; the message names the field.",
  REQUEST_TOO_LARGE: "Send less; the call's body is larger than the protocol allows.",
  ROUTE_UNKNOWN: "Check the address; the issuer has no such call.",
  TOKEN_MALFORMED: "Send a signed token in compact form.",
  TOKEN_SIGNATURE_INVALID: "The token was changed or signed with another key; never accept it.",
  TOKEN_TYPE_MISMATCH: "Send the type of token that this call expects.",
  TOKEN_CLAIM_INVALID: "A claim of the token is missing or wrong; the message names it.",
  TOKEN_AUDIENCE_MISMATCH: "The token is meant for somebody else.",
  TOKEN_EXPIRED: "Ask for a fresh token; check this machine's clock.",
  TOKEN_REPLAYED: "Ask the payer to start again; each token is good once.",
  LIVEMODE_MISMATCH: "Use test keys with a test issuer and live keys with a live one.",
  SEAL_INVALID: "Seal the evidence to the issuer's current sealing key.",
  DPOP_INVALID: "Sign a DPoP proof for exactly this call with the registered key.",
  DPOP_NONCE_REQUIRED: "Repeat the call with the nonce from the DPoP-Nonce header.",
  ACCESS_DENIED: "Fetch an access token that is bound to the registered key.",
  ACTIVATION_CODE_INVALID: "Ask the operator for a new activation code; each is good once.",
  TERMINAL_UNKNOWN: "Register the terminal with an activation code.",
  CAMERA_NOT_ACCEPTED: "Use a real camera; a live issuer accepts no simulated one.",
  PACK_NOT_ACCEPTED: "Use a model pack that the issuer accepts.",
  POLICY_MISMATCH: "Follow the policy of the intent; start the payment again.",
  INTENT_UNKNOWN: "Create a new intent; this issuer has none with that id for this terminal.",
  INTENT_EXPIRED: "Create a new intent; this one's time is over.",
  INTENT_USED: "Create a new intent; this one was used.",
  INTENT_MISMATCH: "The evidence or command belongs to another intent; start the payment again.",
  TERMINAL_MISMATCH: "The intent was made for another terminal; create one of your own.",
  AMOUNT_MISMATCH: "Amount, currency or payee differ from the intent; start the payment again.",
  EVIDENCE_MISMATCH: "The command belongs to other evidence; start the payment again.",
  IDEMPOTENCY_KEY_REUSED: "Use a new Idempotency-Key; this one belongs to another request.",
  AUTHORIZATION_MISMATCH: "The authorization is not for this payment; do not hand over the goods.",
  ENROLMENT_TOKEN_INVALID: "Ask the account's app for a new enrolment token; each is good once.",
  CONSENT_REQUIRED: "Ask the payer for consent before any face is enrolled.",
  PAYER_UNKNOWN: "There is no such payer, or the token is for another one.",
  TEMPLATE_SPACE_MISMATCH:
    "Enrol again with the pack in use; templates of two models cannot be compared.",
  INTERNAL: "Report this with the request id; ask for the intent's state before you pay again.",
} as const;

/**
 * Labels, as words: lower case, without punctuation, see `wordsOf`. A label that holds the words of a row one after the
 * other is known. From the names that these programs give their devices; anybody can rename one.
 */
export const KNOWN_LABELS: readonly string[] = [
  // mixers and effects
  "obs",
  "xsplit",
  "manycam",
  "splitcam",
  "camtwist",
  "webcammax",
  "vmix",
  "wirecast",
  "ecamm",
  "mmhmm",
  "streamlabs",
  "prism live",
  "snap camera",
  "chromacam",
  "altercam",
  "sparkocam",
  "youcam",
  "webcam splitter",
  "magic camera",
  "softcam",
  "fake webcam",
  "nvidia broadcast",
  "logi capture",
  "logitech capture",
  // faces that are drawn
  "facerig",
  "animaze",
  "vtube studio",
  "vseeface",
  // drivers and tools of developers
  "v4l2loopback",
  "dummy video device",
  "akvcam",
  "akvirtualcamera",
  "webcamoid",
  "vcam",
  "unity video capture",
  "screen capture recorder",
  "uscreencapture",
  "fake device",
  "gstreamer virtual",
  // pictures that come over a network: another camera may be behind them, or none
  "ndi video",
  "ndi webcam",
  "newtek ndi",
  "droidcam",
  "iriun",
  "epoccam",
  "ivcam",
  "camo",
  "ip camera adapter",
  "eos webcam utility",
];

/** Words that no maker puts on a lens and that a virtual camera often carries. */
export const SUSPECT_WORDS: readonly string[] = [
  "virtual",
  "loopback",
  "dummy",
  "fake",
  "simulated",
  "emulated",
  "emulator",
  "deepfake",
];

/**
 * What a driver lets a program change on a real webcam, by the names of the W3C's Media Capture and Streams and MediaStream
 * Image Capture. Every USB webcam (UVC) has some of the first four.
 */
export const IMAGE_CONTROLS: readonly string[] = [
  "brightness",
  "contrast",
  "saturation",
  "sharpness",
  "colorTemperature",
  "exposureMode",
  "exposureTime",
  "exposureCompensation",
  "whiteBalanceMode",
  "focusMode",
  "focusDistance",
  "iso",
  "zoom",
  "pan",
  "tilt",
  "torch",
];

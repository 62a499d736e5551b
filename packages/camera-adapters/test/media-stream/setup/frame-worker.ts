import { serveMediaStreamFrames } from "../../../src/media-stream/worker/index.js";
import { countFrames } from "./counts.js";

// an integrator's worker file has this line; the others are for the test
serveMediaStreamFrames(self);

const counts = countFrames();
self.addEventListener("message", ({ data }) => {
  if (data !== "counts") return;
  const post: (message: unknown) => void = self.postMessage.bind(self);
  post(counts);
});

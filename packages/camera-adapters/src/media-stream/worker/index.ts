export { serveMediaStreamFrames, type WorkerScope } from "./serve.js";

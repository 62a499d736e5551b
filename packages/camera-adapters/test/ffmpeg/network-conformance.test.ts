import { conforms } from "./support/conforms.js";
import { openMjpegServer } from "./support/mjpeg-server.js";
import { openRtspServer } from "./support/rtsp-server.js";

const credentials = { user: "till", password: "s3cret/word" };

conforms(
  "an HTTP camera",
  () => openMjpegServer({ login: credentials }),
  ({ port }) => ({ kind: "http", url: `http://127.0.0.1:${port}/video`, credentials }),
);
conforms(
  "an RTSP camera",
  () => openRtspServer({ login: credentials }),
  ({ port }) => ({ kind: "rtsp", url: `rtsp://127.0.0.1:${port}/live`, credentials }),
);

import { conforms } from "./support/conforms.js";
import { makeVideo, temporaryFolder } from "./support/video.js";

const graph = "testsrc2=size=320x240:rate=20";

conforms(
  "a test pattern",
  async () => ({ [Symbol.asyncDispose]: async () => {} }),
  () => ({ kind: "lavfi", graph }),
);
conforms(
  "a file",
  async () => {
    const folder = await temporaryFolder();
    makeVideo(`${folder.path}/film.mkv`, graph, ["-t", "2"]);
    return folder;
  },
  ({ path }) => ({ kind: "file", path: `${path}/film.mkv`, loop: true }),
);

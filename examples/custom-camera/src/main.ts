// The conformance suite on that camera: npm start --workspace examples/custom-camera [-- http://10.0.0.9/snapshot.jpg]
import assert from "node:assert/strict";
import { createReadStream } from "node:fs";
import { createServer } from "node:http";
import test from "node:test";
import { cameraConformance, cameraFaultConformance } from "@sourire/core/testing";
import { stockPhotographs } from "@sourire/models/starter";
import { createSnapshotCamera } from "./snapshot-camera.js";

const expect = (actual: unknown, message?: string) => ({
  toBe: (expected: unknown) => assert.equal(actual, expected, message),
  toEqual: (expected: unknown) => assert.deepEqual(actual, expected, message),
});
const check = (cases: typeof cameraConformance, url: string): void => {
  for (const c of cases) test(c.name, () => c.run(async () => createSnapshotCamera(url), expect));
};
const [picture = ""] = await stockPhotographs();
const server = createServer((_, response) => void createReadStream(picture).pipe(response));
server.listen(8097, "127.0.0.1").unref();
check(cameraConformance, process.argv[2] ?? "http://127.0.0.1:8097/snapshot.jpg");
check(cameraFaultConformance("CAMERA_UNAVAILABLE"), "http://127.0.0.1:9/");

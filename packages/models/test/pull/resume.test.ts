import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { verifyPackFolder } from "../../src/index.js";
import { type Answer, cutAfter, except, serving } from "../support/file-server.js";
import { usePullStage } from "../support/pull-stage.js";

const at = usePullStage();

describe("a cut connection", () => {
  it("is gone on with in the same pull: what came before is not sent again", async () => {
    at.server.answer = except("large.onnx", cutAfter(at.large, 150_000), at.server.answer, 1);
    await at.pull();
    const [first, second, ...more] = at.requests("large.onnx");
    expect(more).toEqual([]);
    expect(first?.range).toBeUndefined();
    const start = Number(/^bytes=(\d+)-$/.exec(second?.range ?? "")?.[1]);
    expect(start).toBe(150_000);
    expect(second?.sent).toBe(at.large.length - 150_000);
    await verifyPackFolder(at.folder);
  });

  it("is gone on with by the next pull", async () => {
    at.server.answer = except("large.onnx", cutAfter(at.large, 150_000), at.server.answer);
    await expect(at.pull({ attempts: 1 })).rejects.toMatchObject({ code: "MODEL_DOWNLOAD_FAILED" });
    expect((await at.partial()).equals(at.large.subarray(0, 150_000))).toBe(true);
    at.server.answer = serving(at.content);
    await at.pull();
    expect(at.requests("large.onnx").at(-1)).toMatchObject({
      range: "bytes=150000-",
      sent: 250_000,
    });
    await verifyPackFolder(at.folder);
  });

  it("that comes again and again is bridged as long as each attempt brings something", async () => {
    const piece = 60_000;
    const cutting: Answer = (request, response) => {
      const start = Number(/^bytes=(\d+)-$/.exec(request.range ?? "")?.[1] ?? 0);
      const body = at.large.subarray(start, start + piece);
      const range = `bytes ${start}-${at.large.length - 1}/${at.large.length}`;
      const headers = { "content-length": at.large.length - start, "content-range": range };
      response.writeHead(start > 0 ? 206 : 200, headers);
      response.write(body, () => setTimeout(() => response.destroy(), 20));
    };
    at.server.answer = except("large.onnx", cutting, at.server.answer);
    await at.pull({ attempts: 2 });
    expect(at.requests("large.onnx")).toHaveLength(Math.ceil(at.large.length / piece));
    await verifyPackFolder(at.folder);
  });

  it("at the same place each time ends in a fault", async () => {
    at.server.answer = except("large.onnx", cutAfter(at.large, 1_000), at.server.answer);
    await expect(at.pull()).rejects.toMatchObject({ code: "MODEL_DOWNLOAD_FAILED" });
    expect(at.requests("large.onnx")).toHaveLength(3);
  });

  it("starts anew where the server ignores the range", async () => {
    const whole: Answer = (request, response) => {
      request.sent += at.large.length;
      response.writeHead(200, { "content-length": at.large.length }).end(at.large);
    };
    const otherwise = except("large.onnx", whole, at.server.answer);
    at.server.answer = except("large.onnx", cutAfter(at.large, 150_000), otherwise, 1);
    await at.pull();
    expect(at.requests("large.onnx").map(({ range }) => range)).toEqual([
      undefined,
      "bytes=150000-",
    ]);
    await verifyPackFolder(at.folder);
  });

  it("starts anew where the server says that the range cannot be", async () => {
    const refuse: Answer = (request, response) => {
      if (request.range) response.writeHead(416).end();
      else serving(at.content)(request, response);
    };
    const otherwise = except("large.onnx", refuse, at.server.answer);
    at.server.answer = except("large.onnx", cutAfter(at.large, 150_000), otherwise, 1);
    await at.pull();
    await verifyPackFolder(at.folder);
  });

  it("leaves a whole partial file, which is only checked", async () => {
    const staged = join(at.places.packs, ".small.pull");
    await mkdir(staged, { recursive: true });
    await writeFile(join(staged, "large.onnx.partial"), at.large);
    await at.pull();
    expect(at.requests("large.onnx")).toEqual([]);
    await verifyPackFolder(at.folder);
  });
});

import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openPackFolder, verifyPackFolder } from "../../src/index.js";
import { type Answer, cutAfter, except, serving } from "../support/file-server.js";
import { writeSmallPack } from "../support/pack.js";
import { usePullStage } from "../support/pull-stage.js";

const at = usePullStage();

describe("an answer that is not the file", () => {
  const page: Answer = (_, response) => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    response.end("<!doctype html><title>Sign in</title>");
  };
  const cases: readonly (readonly [string, Answer, string])[] = [
    ["a page", page, "MODEL_DOWNLOAD_INVALID"],
    [
      "a page that says it is none",
      (_, response) => {
        response.write(" \n<html>");
        response.end("</html>");
      },
      "MODEL_DOWNLOAD_INVALID",
    ],
    [
      "a redirect to a page",
      (request, response) => {
        if (request.path === "login") return page(request, response);
        response.writeHead(302, { location: "/login" }).end();
      },
      "MODEL_DOWNLOAD_INVALID",
    ],
    [
      "a shorter file",
      (_, response) => {
        response.writeHead(200, { "content-length": 5 }).end("\b1234");
      },
      "MODEL_DOWNLOAD_INVALID",
    ],
    [
      "more than the file, without saying how much",
      (_, response) => {
        response.write(new Uint8Array(300_000).fill(8));
        response.end(new Uint8Array(300_000).fill(8));
      },
      "MODEL_DOWNLOAD_INVALID",
    ],
    [
      "a body that ends early, without saying how long it is",
      (_, response) => {
        response.write(new Uint8Array(1_000).fill(8));
        response.end();
      },
      "MODEL_DOWNLOAD_FAILED",
    ],
    [
      "the right length with one bit changed",
      (_, response) => {
        const changed = at.large.slice();
        changed[at.large.length - 1] = (changed[at.large.length - 1] ?? 0) ^ 1;
        response.writeHead(200, { "content-length": at.large.length }).end(changed);
      },
      "MODEL_HASH_MISMATCH",
    ],
    ["404", (_, response) => void response.writeHead(404).end("no"), "MODEL_DOWNLOAD_FAILED"],
    [
      "503 each time",
      (_, response) => void response.writeHead(503).end("x"),
      "MODEL_DOWNLOAD_FAILED",
    ],
    ["a closed connection", (_, response) => void response.destroy(), "MODEL_DOWNLOAD_FAILED"],
    [
      "another part of the file",
      (_, response) => {
        response.writeHead(206, { "content-range": "bytes 7-9/400000" }).end("\b12");
      },
      "MODEL_DOWNLOAD_INVALID",
    ],
    [
      "endless redirects",
      (_, response) => void response.writeHead(302, { location: "/large.onnx" }).end(),
      "MODEL_DOWNLOAD_FAILED",
    ],
  ];

  it.each(cases)(
    "%s: is refused, the old pack stays, and the next pull starts clean",
    async (_, answer, code) => {
      await writeSmallPack(at.folder);
      const old = await openPackFolder(at.folder);
      const good = at.server.answer;
      at.server.answer = except("large.onnx", answer, except("login", answer, good));
      await expect(at.pull()).rejects.toMatchObject({ code });
      expect(await openPackFolder(at.folder)).toMatchObject({ digest: old.digest });
      await verifyPackFolder(at.folder);
      at.server.answer = good;
      await at.pull();
      expect(await verifyPackFolder(at.folder)).toMatchObject({ manifest: { id: "small@1.0.0" } });
      expect(await readdir(at.places.packs)).toEqual(["small"]);
    },
  );

  it("asks again after 503, and not after 404", async () => {
    const busy: Answer = (_, response) => void response.writeHead(503).end();
    at.server.answer = except("large.onnx", busy, at.server.answer, 1);
    await at.pull();
    expect(at.requests("large.onnx")).toHaveLength(2);
    const none: Answer = (_, response) => void response.writeHead(404).end();
    at.server.answer = except("small.onnx", none, at.server.answer);
    await writeFile(join(at.folder, "small.onnx"), "damaged");
    await expect(at.pull()).rejects.toMatchObject({ message: expect.stringContaining("404") });
    expect(at.requests("small.onnx")).toHaveLength(2);
  });

  it("keeps a good beginning when a page is sent for the rest of it", async () => {
    at.server.answer = except(
      "large.onnx",
      cutAfter(at.large, 150_000),
      except("large.onnx", page, at.server.answer),
      1,
    );
    await expect(at.pull()).rejects.toMatchObject({ code: "MODEL_DOWNLOAD_INVALID" });
    expect(await at.partial()).toHaveLength(150_000);
  });

  it("does not go on with what has the wrong content: it goes, and the file comes anew", async () => {
    const strange = cutAfter(at.large.slice().fill(8), 150_000);
    at.server.answer = except("large.onnx", strange, at.server.answer, 1);
    await expect(at.pull({ attempts: 1 })).rejects.toMatchObject({ code: "MODEL_DOWNLOAD_FAILED" });
    await expect(at.pull({ attempts: 1 })).rejects.toMatchObject({ code: "MODEL_HASH_MISMATCH" });
    await expect(at.partial()).rejects.toMatchObject({ code: "ENOENT" });
    at.server.answer = except("large.onnx", strange, serving(at.content), 1);
    await at.pull();
    expect(at.requests("large.onnx").slice(-3)).toMatchObject([
      { range: undefined },
      { range: "bytes=150000-" },
      { range: undefined },
    ]);
    await verifyPackFolder(at.folder);
  });

  it("is not taken for the file either when it is whole and lies here already", async () => {
    const staged = join(at.places.packs, ".small.pull");
    await mkdir(staged, { recursive: true });
    await writeFile(join(staged, "large.onnx.partial"), at.large.slice().fill(8));
    await at.pull();
    await verifyPackFolder(at.folder);
  });
});

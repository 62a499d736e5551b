import { createReadStream } from "node:fs";
import { createServer } from "node:http";
import { basename, join } from "node:path";

/** Files of one folder over HTTP, on this machine alone. */
export interface ModelServer extends AsyncDisposable {
  /** Where they are, with a slash at the end. */
  readonly url: string;
}

/** Serves a folder: Human reads its models with `fetch`, which in Node knows no `file:` addresses. */
export async function serveModels(folder: string): Promise<ModelServer> {
  const server = createServer((request, response) => {
    const name = basename(new URL(request.url ?? "/", "http://localhost").pathname);
    const file = createReadStream(join(folder, name));
    file.on("error", () => response.writeHead(404).end());
    file.pipe(response);
  });
  const port = await new Promise<number>((settle, fail) => {
    server.once("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      settle(typeof address === "object" && address ? address.port : 0);
    });
  });
  return {
    url: `http://127.0.0.1:${port}/`,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((settle) => {
        server.close(() => settle());
        server.closeAllConnections();
      }),
  };
}

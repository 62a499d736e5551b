import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** A request as the server saw it. */
export interface SeenRequest {
  readonly path: string;
  /** The header `range`, where it was sent. */
  readonly range: string | undefined;
  /** Bytes of the body that were written. */
  sent: number;
}

/** How a request is answered. */
export type Answer = (request: SeenRequest, response: ServerResponse) => void;

/** A real HTTP server on this machine. */
export interface FileServer extends AsyncDisposable {
  readonly url: string;
  /** Every request so far. */
  readonly seen: SeenRequest[];
  /** What is served; a test replaces it. */
  answer: Answer;
}

/** Starts one. */
export async function fileServer(answer: Answer): Promise<FileServer> {
  const seen: SeenRequest[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    const path = decodeURIComponent((request.url ?? "").slice(1));
    const one = { path, range: request.headers.range, sent: 0 };
    seen.push(one);
    files.answer(one, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const files: FileServer = {
    url: `http://127.0.0.1:${address.port}`,
    seen,
    answer,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return files;
}

/** Serves files as a good server does: with ranges. */
export function serving(content: ReadonlyMap<string, Uint8Array>): Answer {
  return (request, response) => {
    const data = content.get(request.path);
    if (!data) return void response.writeHead(404).end("no such file");
    const start = Number(/^bytes=(\d+)-$/.exec(request.range ?? "")?.[1] ?? 0);
    if (start >= data.length) return void response.writeHead(416).end();
    const body = data.subarray(start);
    request.sent += body.length;
    const headers = { "content-length": body.length, "content-type": "application/octet-stream" };
    if (request.range === undefined) return void response.writeHead(200, headers).end(body);
    const range = `bytes ${start}-${data.length - 1}/${data.length}`;
    response.writeHead(206, { ...headers, "content-range": range }).end(body);
  };
}

/** Answers one path otherwise, the first `times` times. */
export function except(path: string, answer: Answer, otherwise: Answer, times = Infinity): Answer {
  let left = times;
  return (request, response) => {
    if (request.path === path && left-- > 0) answer(request, response);
    else otherwise(request, response);
  };
}

/** Sends the first bytes, then cuts the connection. */
export function cutAfter(data: Uint8Array, bytes: number): Answer {
  return (request, response) => {
    response.writeHead(200, { "content-length": data.length });
    request.sent += bytes;
    response.write(data.subarray(0, bytes), () => setTimeout(() => response.destroy(), 50));
  };
}

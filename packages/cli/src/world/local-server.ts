import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { SourireError } from "@sourire/core";

/** Something that answers requests. */
export interface WebApp {
  /** One request, one answer. */
  fetch(request: Request): Promise<Response>;
}

/** A web server that only this machine reaches. */
export interface LocalServer<App extends WebApp> extends AsyncDisposable {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  /** What it serves. */
  readonly app: App;
}

/**
 * Serves on the loopback interface.
 * @param makeApp - gets the address, which is known only once the port is held
 * @param port - 0 takes a free one
 * @throws {SourireError} `PORT_IN_USE`
 */
export async function serveLocally<App extends WebApp>(
  makeApp: (url: string) => Promise<App>,
  port = 0,
): Promise<LocalServer<App>> {
  let app: App | undefined;
  const server = createAdaptorServer({
    fetch: async (request: Request) => app?.fetch(request) ?? new Response(null, { status: 503 }),
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause) => reject(isTaken(cause) ? taken(port, cause) : cause));
    server.listen(port, "127.0.0.1", resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      if ("closeIdleConnections" in server) server.closeIdleConnections();
    });
  try {
    app = await makeApp(url);
    return { url, app, [Symbol.asyncDispose]: close };
  } catch (cause) {
    await close();
    throw cause;
  }
}

function isTaken(cause: Error): boolean {
  return "code" in cause && cause.code === "EADDRINUSE";
}

function taken(port: number, cause: Error): SourireError {
  return new SourireError("PORT_IN_USE", `port ${port} is taken`, { cause });
}

import { execFileSync } from "node:child_process";
import { createServer, type ServerResponse } from "node:http";
import { listening } from "./listening.js";

/** A network camera that sends SYNTHETIC JPEG pictures over HTTP, as a test's own server. */
export interface MjpegServer extends AsyncDisposable {
  readonly port: number;
  /** How many streams are open now. */
  readonly streams: number;
  /** How many requests came. */
  readonly requests: number;
  /** Goes on without pictures, as a camera that hangs. */
  hang(): void;
  /** Ends all streams, as a camera that restarts. */
  drop(): void;
}

export interface MjpegServerOptions {
  readonly login?: { readonly user: string; readonly password: string };
  /** Answers this instead of a stream. */
  readonly status?: number;
  /** Takes the connection and never answers. */
  readonly silent?: boolean;
}

export async function openMjpegServer(options: MjpegServerOptions = {}): Promise<MjpegServer> {
  const pictures = jpegPictures();
  const open = new Set<ServerResponse>();
  let requests = 0;
  let hanging = false;
  const server = createServer((request, response) => {
    requests++;
    if (options.silent) return;
    if (options.status) return void response.writeHead(options.status).end();
    if (options.login && request.headers.authorization !== basic(options.login)) {
      return void response.writeHead(401, { "WWW-Authenticate": 'Basic realm="camera"' }).end();
    }
    response.writeHead(200, { "Content-Type": "multipart/x-mixed-replace; boundary=frame" });
    open.add(response);
    request.on("close", () => open.delete(response));
  });
  let next = 0;
  const beat = setInterval(() => {
    const jpeg = pictures[next++ % pictures.length] ?? Buffer.alloc(0);
    for (const response of hanging ? [] : open) {
      response.write(
        `--frame\r\nContent-Type: image/jpeg\r\nContent-Length: ${jpeg.length}\r\n\r\n`,
      );
      response.write(jpeg);
      response.write("\r\n");
    }
  }, 50);
  const port = await listening(server);
  return {
    port,
    get streams() {
      return open.size;
    },
    get requests() {
      return requests;
    },
    hang() {
      hanging = true;
    },
    drop() {
      for (const response of open) response.destroy();
    },
    async [Symbol.asyncDispose]() {
      clearInterval(beat);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function basic({ user, password }: { readonly user: string; readonly password: string }): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
}

/** Ten pictures of a test pattern. */
function jpegPictures(): readonly Buffer[] {
  const graph = "testsrc2=size=320x240:rate=10";
  const args = ["-loglevel", "error", "-f", "lavfi", "-i", graph, "-frames:v", "10"];
  const all = execFileSync("ffmpeg", [...args, "-f", "mjpeg", "-"], { maxBuffer: 10_000_000 });
  const starts: number[] = [];
  for (
    let at = all.indexOf("ffd8ff", 0, "hex");
    at >= 0;
    at = all.indexOf("ffd8ff", at + 3, "hex")
  ) {
    starts.push(at);
  }
  return starts.map((start, i) => all.subarray(start, starts[i + 1] ?? all.length));
}

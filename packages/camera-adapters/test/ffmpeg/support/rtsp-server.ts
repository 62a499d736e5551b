import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { createSocket, type Socket as DatagramSocket } from "node:dgram";
import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { listening } from "./listening.js";

/** A network camera that speaks RTSP (RFC 2326), as a test's own server: SYNTHETIC pictures, made by ffmpeg. */
export interface RtspServer extends AsyncDisposable {
  readonly port: number;
  /** The methods that were asked for, in their order. */
  readonly methods: readonly string[];
}

interface Login {
  readonly user: string;
  readonly password: string;
}

/** @param login - asked for by Digest (RFC 2617), as most cameras do */
export async function openRtspServer({
  login,
}: {
  readonly login?: Login;
} = {}): Promise<RtspServer> {
  const packets = createSocket("udp4").bind(0, "127.0.0.1");
  await once(packets, "listening");
  const feed = startFeed(packets.address().port);
  const methods: string[] = [];
  const playing = new Set<Socket>();
  const server = createServer((socket) => {
    socket.on("error", () => {}).on("close", () => playing.delete(socket));
    onRequests(socket, (request) => {
      methods.push(request.method);
      answer(socket, request, login);
      if (request.method === "PLAY") playing.add(socket);
    });
  });
  packets.on("message", (packet) => {
    const head = Buffer.from([0x24, 0, packet.length >> 8, packet.length & 0xff]);
    for (const socket of playing) socket.write(Buffer.concat([head, packet]));
  });
  const port = await listening(server);
  return {
    port,
    methods,
    async [Symbol.asyncDispose]() {
      await stop(feed, packets);
      for (const socket of playing) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The decoder finds the rest in the stream, before each key frame. */
const SDP = [
  "v=0",
  "o=- 0 0 IN IP4 127.0.0.1",
  "s=camera",
  "t=0 0",
  "m=video 0 RTP/AVP 96",
  "a=rtpmap:96 MP4V-ES/90000",
  "a=fmtp:96 profile-level-id=1",
  "",
].join("\r\n");

function startFeed(port: number): ChildProcess {
  const graph = "testsrc2=size=320x240:rate=30";
  const codec = ["-c:v", "mpeg4", "-g", "3", "-f", "rtp"];
  const args = ["-loglevel", "error", "-re", "-f", "lavfi", "-i", graph, ...codec];
  const target = `rtp://127.0.0.1:${port}?pkt_size=1200`;
  return spawn("ffmpeg", [...args, target], { stdio: ["ignore", "ignore", "inherit"] });
}

async function stop(feed: ChildProcess, packets: DatagramSocket): Promise<void> {
  if (feed.exitCode === null) {
    feed.kill("SIGKILL");
    await once(feed, "exit");
  }
  packets.close();
}

interface RtspRequest {
  readonly method: string;
  readonly uri: string;
  readonly header: (name: string) => string | undefined;
}

function onRequests(socket: Socket, take: (request: RtspRequest) => void): void {
  let text = "";
  socket.setEncoding("latin1").on("data", (chunk) => {
    text += String(chunk);
    for (let end = text.indexOf("\r\n\r\n"); end >= 0; end = text.indexOf("\r\n\r\n")) {
      const head = text.slice(0, end);
      text = text.slice(end + 4);
      const [, method = "", uri = ""] = /([A-Z_]+) (\S+) RTSP/.exec(head) ?? [];
      const header = (name: string): string | undefined =>
        new RegExp(`^${name}: (.*)$`, "im").exec(head)?.[1]?.trim();
      take({ method, uri, header });
    }
  });
}

const REALM = 'Digest realm="camera", nonce="0123456789abcdef"';

function answer(
  socket: Socket,
  { method, uri, header }: RtspRequest,
  login: Login | undefined,
): void {
  const reply = (status: string, headers: readonly string[] = [], body = ""): void => {
    const lines = [`RTSP/1.0 ${status}`, `CSeq: ${header("CSeq")}`, ...headers];
    socket.write(`${lines.join("\r\n")}\r\n\r\n${body}`);
  };
  const refused = login && method !== "OPTIONS" && !isRight(header("Authorization"), method, login);
  if (refused) {
    reply("401 Unauthorized", [`WWW-Authenticate: ${REALM}`]);
  } else if (method === "DESCRIBE") {
    const about = [`Content-Base: ${uri}/`, "Content-Type: application/sdp"];
    reply("200 OK", [...about, `Content-Length: ${SDP.length}`], SDP);
  } else if (method === "SETUP" && !header("Transport")?.includes("TCP")) {
    reply("461 Unsupported transport");
  } else if (method === "SETUP") {
    reply("200 OK", ["Transport: RTP/AVP/TCP;unicast;interleaved=0-1", "Session: 1"]);
  } else {
    reply("200 OK", ["Public: DESCRIBE, SETUP, PLAY, TEARDOWN", "Session: 1"]);
  }
}

function isRight(authorization: string | undefined, method: string, login: Login): boolean {
  const field = (name: string): string =>
    new RegExp(`${name}="([^"]*)"`).exec(authorization ?? "")?.[1] ?? "";
  const md5 = (text: string): string => createHash("md5").update(text).digest("hex");
  const secret = md5(`${login.user}:${field("realm")}:${login.password}`);
  const asked = md5(`${method}:${field("uri")}`);
  return field("response") === md5(`${secret}:${field("nonce")}:${asked}`);
}

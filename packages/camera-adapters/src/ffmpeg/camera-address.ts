import type { NetworkSource } from "./source-kind.js";

/** An address of a network camera, with what is secret in it apart. */
export interface CameraAddress {
  /** With name and password, percent-encoded: for ffmpeg's eyes only. */
  readonly secretUrl: string;
  /** For logs and receipts: `rtsp://***@cam.local/live?token=***`. */
  readonly publicUrl: string;
  /** Texts that no message may hold, longest first. */
  readonly secrets: readonly string[];
}

const SCHEMES: Readonly<Record<NetworkSource["kind"], readonly string[]>> = {
  rtsp: ["rtsp:", "rtsps:"],
  http: ["http:", "https:"],
};

/**
 * Takes a network camera's address apart.
 * @throws {RangeError} when the address is none or the credentials cannot be sent; without the address in it
 */
export function addressOf(source: NetworkSource): CameraAddress {
  if (!URL.canParse(source.url)) throw new RangeError("source.url: not an address");
  const url = new URL(source.url);
  if (!SCHEMES[source.kind].includes(url.protocol) || url.hostname === "") {
    throw new RangeError(`source.url: need ${SCHEMES[source.kind].join(" or ")} with a host`);
  }
  url.hash = "";
  const user = source.credentials?.user ?? decoded(url.username);
  const password = source.credentials?.password ?? decoded(url.password);
  if (source.credentials && (user === "" || user.includes(":"))) {
    throw new RangeError("source.credentials.user: need a name without a colon");
  }
  url.username = "";
  url.password = "";
  const bare = url.href;
  const login = user === "" && password === "" ? "" : `${encoded(user)}:${encoded(password)}@`;
  const authority = `${url.protocol}//`;
  return {
    secretUrl: quoteSafe(`${authority}${login}${bare.slice(authority.length)}`),
    publicUrl: publicUrlOf(url, login !== ""),
    secrets: secretsOf(url, [user, password]),
  };
}

/** The values of a query are hidden: cameras take passwords and tokens there. */
function publicUrlOf(url: URL, hasLogin: boolean): string {
  const query = [...url.searchParams.keys()].map((key) => `${encodeURIComponent(key)}=***`);
  const path = `${url.host}${url.pathname}${query.length > 0 ? `?${query.join("&")}` : ""}`;
  return `${url.protocol}//${hasLogin ? "***@" : ""}${path}`;
}

function secretsOf(url: URL, login: readonly string[]): readonly string[] {
  const values = [...login, ...url.searchParams.values(), url.search.slice(1)];
  const forms = values.flatMap((value) => [
    value,
    encodeURIComponent(value),
    encoded(value),
    Buffer.from(value).toString("base64"),
  ]);
  const basic = Buffer.from(login.join(":")).toString("base64");
  return [...new Set([...forms, basic])]
    .filter((text) => text.length > 0)
    .sort((a, b) => b.length - a.length);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Every byte that is no letter or digit is encoded, so that no quote or space is left. */
function encoded(text: string): string {
  return [...new TextEncoder().encode(text)]
    .map((byte) => {
      const char = String.fromCharCode(byte);
      return /[A-Za-z0-9]/.test(char)
        ? char
        : `%${byte.toString(16).padStart(2, "0").toUpperCase()}`;
    })
    .join("");
}

function quoteSafe(url: string): string {
  return url.replaceAll("'", "%27").replaceAll("\\", "%5C");
}

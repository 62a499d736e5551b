import type { Jwks } from "@sourire/core";
import type { Services } from "../services.js";

/** `GET /.well-known/jwks.json`: the public keys, for anybody. */
export async function jwks({ signing, sealing }: Services): Promise<Jwks> {
  return {
    keys: [
      { ...bare(signing.publicJwk), kid: signing.kid, use: "sig", alg: "ES256" },
      { ...bare(sealing.publicJwk), kid: sealing.kid, use: "enc", alg: "ECDH-ES" },
    ],
  };
}

/** `GET /healthz`: answers when the store does. */
export async function health({ store }: Services): Promise<{ status: "ok" }> {
  await store.transaction((tx) => tx.setting("world"));
  return { status: "ok" };
}

/** Named one by one, so that a private member could never slip through. */
function bare({ kty, crv, x, y }: Jwks["keys"][number] | Services["signing"]["publicJwk"]) {
  return { kty, crv, x, y };
}

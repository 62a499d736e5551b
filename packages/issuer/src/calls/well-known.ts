import { type Jwks, jwksOf } from "@sourire/core";
import type { Services } from "../services.js";

/** `GET /.well-known/jwks.json`: the public keys, for anybody. */
export async function jwks({ signing, sealing }: Services): Promise<Jwks> {
  return jwksOf({ signing: [signing], sealing: [sealing] });
}

/** `GET /healthz`: answers when the store does. */
export async function health({ store }: Services): Promise<{ status: "ok" }> {
  await store.transaction((tx) => tx.setting("world"));
  return { status: "ok" };
}

import { SourireError } from "@sourire/core";
import { type Context, Hono } from "hono";
import { commonHeaders, problemAnswer } from "../http/answers.js";
import { type CallRequest, readBody } from "../http/call-request.js";
import { newId, type Services } from "../services.js";
import { handleCommand } from "./commands.js";
import { createConsent } from "./consents.js";
import { receiveEvidence } from "./evidence.js";
import { addInstrument } from "./instruments.js";
import { createIntent, intentStatus } from "./intents.js";
import { createPayer, deletePayer } from "./payers.js";
import { addTemplate } from "./templates.js";
import { registerTerminal } from "./terminals.js";
import { issueToken } from "./token.js";
import { health, jwks } from "./well-known.js";

/** One call: checks everything itself and answers a body. */
type Handler = (services: Services, call: CallRequest) => Promise<object>;

/** The whole interface of the issuer, as one function from request to response. */
export function createRouter(services: Services): (request: Request) => Promise<Response> {
  const prefix = new URL(services.issuer).pathname.replace(/\/$/, "");
  const pathOf = (request: Request): string => {
    const { pathname } = new URL(request.url);
    // a proxy may or may not strip the path of the public URL
    return prefix !== "" && pathname.startsWith(`${prefix}/`)
      ? pathname.slice(prefix.length)
      : pathname;
  };
  const app = new Hono<{ Variables: { requestId: string } }>({ getPath: pathOf });
  const on =
    (handler: Handler) =>
    async (c: Context): Promise<Response> => {
      const requestId = newId(services.random);
      try {
        const request = c.req.raw;
        const startedMs = services.clock.monotonic();
        const body = await handler(services, {
          method: request.method,
          path: pathOf(request),
          headers: request.headers,
          id: c.req.param("id") ?? "",
          body: (schema) => readBody(request, schema),
        });
        const durationMs = Math.round(services.clock.monotonic() - startedMs);
        services.log.info("call", { requestId, route: c.req.routePath, durationMs });
        return c.json(body, 200, commonHeaders(services, requestId));
      } catch (error) {
        return problemAnswer(services, error, requestId);
      }
    };
  const nothing: Handler = async () => {
    throw new SourireError("ROUTE_UNKNOWN", "no such call");
  };
  app
    .post("/v1/terminals", on(registerTerminal))
    .post("/v1/token", on(issueToken))
    .post("/v1/intents", on(createIntent))
    .get("/v1/intents/:id", on(intentStatus))
    .post("/v1/intents/:id/evidence", on(receiveEvidence))
    .post("/v1/intents/:id/commands", on(handleCommand))
    .post("/v1/payers", on(createPayer))
    .delete("/v1/payers/:id", on(deletePayer))
    .post("/v1/payers/:id/consents", on(createConsent))
    .post("/v1/payers/:id/templates", on(addTemplate))
    .post("/v1/payers/:id/instruments", on(addInstrument))
    .get("/.well-known/jwks.json", on(jwks))
    .get("/healthz", on(health))
    .notFound(on(nothing));
  return async (request) => app.fetch(request);
}

import type { IncomingMessage, ServerResponse } from "node:http";
import { OpenAPIHandler } from "@orpc/openapi/node";
import { ORPCError } from "@orpc/server";
import { BodyLimitPlugin } from "@orpc/server/node";
import { blobRoute, updatesRoute, uploadRoute } from "#shared/contract/hub.ts";
import { Sha256 } from "#shared/model/primitives.ts";
import { mayChange } from "#shared/rules/rights.ts";
import { PeopleRefusal } from "../auth/people-refusal.ts";
import { handleBlob } from "../blobs/blob-routes.ts";
import type { Uploads } from "../blobs/uploads.ts";
import { DeviceRevoked } from "../db/access.ts";
import { isDamaged } from "../db/damage.ts";
import { isUnavailable } from "../db/unavailable.ts";
import type { HubLog } from "../log.ts";
import { handleUpdates } from "../updates/update-files.ts";
import { TooManyRequests } from "./allowances.ts";
import { answerJson, type Refusal, refusals, refuse, tooManyRequests } from "./answers.ts";
import { type Caller, callerOf } from "./caller.ts";
import { handleDocs } from "./docs-page.ts";
import { openPaths } from "./open-paths.ts";
import { describeHub } from "./openapi.ts";
import { handleOperator, isOperator, type Operator } from "./operator.ts";
import { createRouter, type Parts } from "./router.ts";

/** Largest JSON body: bytes. A full push of long documents with their assumed versions stays below it; codes and secrets are short. */
const bodyLimit = 16 * 1024 * 1024;
const strangersBodyLimit = 16 * 1024;

/** Load balancers ask these as often as they like. */
const uncounted = new Set(["/ready", "/health"]);

export interface RequestOptions extends Parts {
  readonly uploads: Uploads;
  readonly operator: Operator;
  /** A folder of new versions of the app; null where there is none. */
  readonly updatesFolder: string | null;
  readonly log: HubLog;
  /** A request failed because a part of the database cannot be read. */
  readonly onDamage: () => void;
  readonly version: string;
  /** Null where nobody may read the metrics. */
  readonly metricsToken: string | null;
  /** Aborts when no more requests should be sent here. */
  readonly draining: AbortSignal;
  /** Whether a reverse proxy in front says in `X-Forwarded-For` where requests come from. */
  readonly trustProxy: boolean;
}

/** Answers every request of the hub. It never throws, and every answer is the hub's own. */
export function createRequestHandler(options: RequestOptions) {
  const { database, blobs, uploads, log } = options;
  const procedures = createProcedures(options, bodyLimit);
  const proceduresForStrangers = createProcedures(options, strangersBodyLimit);
  let description: Promise<unknown> | null = null;

  const route = async (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> => {
    if (isForeignSite(request)) return refuse(request, response, refusals.foreignSite);
    if (path === "/ready") return answerReady(options, request, response);
    const blob = blobOf(path);
    const ofFiles = blob !== null || isUpload(path);
    const caller = uncounted.has(path) ? nobody : await callerOf(request, { ...options, ofFiles });
    const { identity } = caller;
    if (path === "/openapi.json") {
      description ??= describeHub(options.version);
      return answerJson(response, 200, await description);
    }
    if (path === "/metrics") return answerMetrics(options, request, response);
    if (await handleOperator(options.operator, path, request, response)) return;
    if (await handleDocs(path, request, response)) return;
    if (await handleUpdates(options.updatesFolder, path, request, response)) return;

    // Before the body is read: it may be large.
    if (!identity && (ofFiles || (isSending(request) && !openPaths.has(path))))
      return refuse(request, response, refusals.unauthorized);
    if (identity && ofFiles) {
      const { role } = await database.asDevice(identity, ({ access }) => Promise.resolve(access));
      // Whoever may add no photo has no file to send.
      if (isSending(request) && !mayChange(role, "photo"))
        return refuse(request, response, refusals.notAllowed);
      if (blob !== null) return handleBlob(blobs, identity.tenantId, blob, request, response);
      return uploads.handle(identity.tenantId, request, response);
    }
    const handler = identity ? procedures : proceduresForStrangers;
    const { matched } = await handler.handle(request, response, { context: caller });
    if (!matched) refuse(request, response, refusals.notFound);
  };

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = pathOf(request);
    const began = performance.now();
    response.once("close", () => {
      const millis = performance.now() - began;
      const what = { method: request.method ?? "", route: routeOf(path), status: response.statusCode };
      log.info("request", { ...what, millis: Math.round(millis) });
      options.metrics.requested({ ...what, seconds: millis / 1000 });
    });
    for (const [name, value] of Object.entries(safeHeaders)) response.setHeader(name, value);
    try {
      await route(request, response, path);
    } catch (error) {
      answerFailure(options, error, request, response);
    }
  };
}

/** Whether this process should be sent requests: not while it stops, nor while its database is away. */
async function answerReady(
  { draining, database }: RequestOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (draining.aborted) return refuse(request, response, refusals.unavailable);
  await database.system.execute("SELECT 1");
  answerJson(response, 200, { status: "ready" });
}

/** Closed as if it were not there to who does not bring the token. */
async function answerMetrics(
  { metrics, metricsToken }: RequestOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (metricsToken === null || !isOperator(metricsToken, request))
    return refuse(request, response, refusals.notFound);
  const { body, contentType } = await metrics.text();
  response.writeHead(200, { "content-type": contentType });
  response.end(body);
}

function createProcedures(options: RequestOptions, maxBodySize: number) {
  return new OpenAPIHandler(createRouter(options), {
    plugins: [new BodyLimitPlugin({ maxBodySize })],
    interceptors: [
      async (call) => {
        try {
          return await call.next();
        } catch (error) {
          throw asContractError(options, error);
        }
      },
    ],
  });
}

/** Failures that the contract names pass; the rest is logged and answered without a word of what it was about. */
function asContractError(told: Told, error: unknown): unknown {
  if (error instanceof ORPCError) return error;
  if (isAbort(error)) return error;
  const { code, ...refusal } = failure(told, error);
  return new ORPCError(code, { ...refusal, defined: true });
}

type Told = Pick<RequestOptions, "log" | "onDamage">;

function failure({ log, onDamage }: Told, error: unknown): Refusal {
  if (error instanceof DeviceRevoked) return refusals.deviceRevoked;
  if (error instanceof PeopleRefusal) return refusals[error.kind];
  if (error instanceof TooManyRequests) return tooManyRequests(error.retryAfterSeconds);
  const defectId = log.error("requestFailed", error);
  if (isUnavailable(error)) return refusals.unavailable;
  if (isDamaged(error)) onDamage();
  return { ...refusals.defect, message: `${refusals.defect.message} (${defectId})` };
}

function answerFailure(told: Told, error: unknown, request: IncomingMessage, response: ServerResponse): void {
  if (response.destroyed && isAbort(error)) return;
  const refusal = failure(told, error);
  if (response.headersSent) response.destroy();
  else refuse(request, response, refusal);
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}

const nobody: Caller = { identity: null, network: "" };

const safeHeaders = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
};

/** Pages of other sites have no business here; a link that a person follows to the documentation has. */
function isForeignSite({ headers }: IncomingMessage): boolean {
  const site = headers["sec-fetch-site"];
  return (site === "cross-site" || site === "same-site") && headers["sec-fetch-mode"] !== "navigate";
}

function pathOf({ url = "/" }: IncomingMessage): string {
  const path = url.split("?", 1)[0]!;
  return path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
}

function blobOf(path: string): string | null {
  if (!path.startsWith(`${blobRoute}/`)) return null;
  const { success, data } = Sha256.safeParse(path.slice(blobRoute.length + 1));
  return success ? data : null;
}

function isSending({ method = "" }: IncomingMessage): boolean {
  return ["PUT", "POST", "PATCH", "DELETE"].includes(method);
}

function isUpload(path: string): boolean {
  return path === uploadRoute || path.startsWith(`${uploadRoute}/`);
}

/** The path without what it names, for the log. */
function routeOf(path: string): string {
  if (blobOf(path) !== null) return `${blobRoute}/{sha256}`;
  if (path.startsWith(`${uploadRoute}/`)) return `${uploadRoute}/{id}`;
  if (path.startsWith(`${updatesRoute}/`)) return `${updatesRoute}/{file}`;
  return /^\/[a-z./-]{0,60}$/.test(path) ? path : "/{unknown}";
}

import { createHash, timingSafeEqual } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createSecret } from "../auth/secrets.ts";
import type { CheckedHub } from "../backup/check-hub.ts";
import type { PairingCode } from "../auth/pairing.ts";
import { answerJson, refusals, refuse } from "./answers.ts";

/** What commands ask of a running hub. Only for who can read the hub's data folder. */
const operatorRoutes = "/operator/";
export const pairingCodesRoute = `${operatorRoutes}pairing-codes`;
export const backupRoute = `${operatorRoutes}backup`;
export const checkRoute = `${operatorRoutes}check`;

export interface Operator {
  readonly secret: string;
  tenants(): Promise<string[]>;
  /** A code for the dealership, or for a new one. */
  createCode(tenantId: string | null): Promise<PairingCode>;
  backup(): Readable;
  check(): Promise<CheckedHub>;
}

/** Leaves a note for the `pair` command in the data folder, readable by the hub's own user, until disposed. */
export async function publishOperator(
  dataFolder: string,
  url: string,
  secret: string,
): Promise<AsyncDisposable> {
  const file = operatorFile(dataFolder);
  await rm(file, { force: true });
  await writeFile(file, JSON.stringify({ url, secret }), { mode: 0o600 });
  return { [Symbol.asyncDispose]: () => rm(file, { force: true }) };
}

export const operatorFile = (dataFolder: string) => join(dataFolder, "operator.json");
export const createOperatorSecret = createSecret;

/** False where the path is not one of the operator's. */
export async function handleOperator(
  operator: Operator,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  if (!path.startsWith(operatorRoutes)) return false;
  if (!isOperator(operator.secret, request)) refuse(request, response, refusals.notFound);
  else await act(operator, `${request.method} ${path}`, request, response);
  return true;
}

async function act(
  operator: Operator,
  call: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const wanted = request.headers["x-dealership"];
  if (call === `GET ${pairingCodesRoute}`) answerJson(response, 200, { tenants: await operator.tenants() });
  else if (call === `POST ${pairingCodesRoute}`)
    answerJson(response, 200, await operator.createCode(typeof wanted === "string" ? wanted : null));
  else if (call === `POST ${checkRoute}`) answerJson(response, 200, await operator.check());
  else if (call === `POST ${backupRoute}`) {
    response.writeHead(200, { "content-type": "application/octet-stream" });
    await pipeline(operator.backup(), response);
  } else refuse(request, response, refusals.notFound);
}

/** Whether a request brings the secret that stands in the data folder. */
export function isOperator(secret: string, { headers }: IncomingMessage): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(headers.authorization ?? ""), digest(`Bearer ${secret}`));
}

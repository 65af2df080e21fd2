import { createHash, timingSafeEqual } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { createSecret } from "../auth/secrets.ts";
import type { PairingCode } from "../auth/pairing.ts";
import { answerJson, refusals, refuse } from "./answers.ts";

/** Where the `pair` command asks a running hub for a code. Only for who can read the hub's data folder. */
export const operatorRoute = "/operator/pairing-codes";

export interface Operator {
  readonly secret: string;
  tenants(): Promise<string[]>;
  /** A code for the dealership, or for a new one. */
  createCode(tenantId: string | null): Promise<PairingCode>;
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

export async function handleOperator(
  operator: Operator,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!isOperator(operator.secret, request)) return refuse(request, response, refusals.notFound);
  if (request.method === "GET") return answerJson(response, 200, { tenants: await operator.tenants() });
  if (request.method !== "POST") return refuse(request, response, refusals.methodNotAllowed);
  const wanted = request.headers["x-dealership"];
  answerJson(response, 200, await operator.createCode(typeof wanted === "string" ? wanted : null));
}

function isOperator(secret: string, { headers }: IncomingMessage): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(headers.authorization ?? ""), digest(`Bearer ${secret}`));
}

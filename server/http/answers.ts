import type { IncomingMessage, ServerResponse } from "node:http";

/** A refusal in the shape that the contract's errors have, so that one reader understands both. */
export interface Refusal {
  readonly code: string;
  readonly status: number;
  readonly message: string;
  readonly data?: { readonly retryAfterSeconds: number };
}

export function answerJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(text),
    ...headers,
  });
  response.end(text);
}

/** Refuses; what the request still sends is not waited for. */
export function refuse(request: IncomingMessage, response: ServerResponse, refusal: Refusal): void {
  if (!request.complete) response.setHeader("connection", "close");
  if (refusal.data) response.setHeader("retry-after", refusal.data.retryAfterSeconds);
  answerJson(response, refusal.status, { defined: true, ...refusal });
}

export const tooManyRequests = (retryAfterSeconds: number): Refusal => ({
  code: "tooManyRequests",
  status: 429,
  message: `More was asked than the hub answers; ask again in ${retryAfterSeconds} seconds`,
  data: { retryAfterSeconds },
});

export const refusals = {
  unauthorized: {
    code: "UNAUTHORIZED",
    status: 401,
    message: "The device token is missing, expired or not ours",
  },
  deviceRevoked: {
    code: "deviceRevoked",
    status: 403,
    message: "This device was removed from the dealership",
  },
  notAllowed: { code: "notAllowed", status: 403, message: "The person of this desk may not do that" },
  unknownPerson: { code: "unknownPerson", status: 404, message: "There is no such person" },
  unknownDevice: { code: "unknownDevice", status: 404, message: "There is no such device" },
  lastOwner: { code: "lastOwner", status: 409, message: "A dealership has to keep one owner" },
  notFound: { code: "NOT_FOUND", status: 404, message: "There is nothing here" },
  methodNotAllowed: { code: "METHOD_NOT_SUPPORTED", status: 405, message: "This cannot be done here" },
  tooLarge: { code: "PAYLOAD_TOO_LARGE", status: 413, message: "The file is too large for this route" },
  rangeNotSatisfiable: {
    code: "RANGE_NOT_SATISFIABLE",
    status: 416,
    message: "The file ends before that range",
  },
  hashMismatch: {
    code: "hashMismatch",
    status: 400,
    message: "The bytes that arrived do not have the sha256 that was named",
  },
  incomplete: { code: "incomplete", status: 400, message: "The connection ended before the file did" },
  unavailable: {
    code: "SERVICE_UNAVAILABLE",
    status: 503,
    message: "The hub's database cannot be reached, or the hub is stopping",
  },
  defect: { code: "INTERNAL_SERVER_ERROR", status: 500, message: "The hub failed" },
  foreignSite: { code: "FORBIDDEN", status: 403, message: "Web pages of other sites may not use the hub" },
} as const satisfies Record<string, Refusal>;

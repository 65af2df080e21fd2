import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createRequire } from "node:module";
import { refusals, refuse } from "./answers.ts";

/** Nothing from anywhere else: the page works with no internet and has nothing to say to it. */
const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Autosell hub</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<div id="description"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;

const start = `SwaggerUIBundle({ url: "/openapi.json", dom_id: "#description", validatorUrl: null });\n`;

interface Part {
  readonly type: string;
  readonly content: () => Promise<string | Buffer>;
}

/** Found when asked for, from wherever this code runs: from source as well as bundled beside its packages. */
const packaged = (file: string) => () =>
  readFile(createRequire(import.meta.url).resolve(`swagger-ui-dist/${file}`));

const partsByPath: Readonly<Record<string, Part>> = {
  "/docs": { type: "text/html; charset=utf-8", content: async () => page },
  "/docs/start.js": { type: "text/javascript", content: async () => start },
  "/docs/swagger-ui.css": { type: "text/css", content: packaged("swagger-ui.css") },
  "/docs/swagger-ui-bundle.js": { type: "text/javascript", content: packaged("swagger-ui-bundle.js") },
};

/** Serves the readable form of `/openapi.json`; false where the path is not one of its own. */
export async function handleDocs(
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const part = Object.hasOwn(partsByPath, path) ? partsByPath[path] : undefined;
  if (!part) return false;
  if (request.method !== "GET" && request.method !== "HEAD") {
    refuse(request, response, refusals.methodNotAllowed);
    return true;
  }
  const content = await part.content();
  response.writeHead(200, {
    "content-type": part.type,
    "content-length": Buffer.byteLength(content),
    "content-security-policy": contentSecurityPolicy,
  });
  response.end(content);
  return true;
}

import { type OpenAPI, OpenAPIGenerator } from "@orpc/openapi";
import { ZodToJsonSchemaConverter } from "@orpc/zod/zod4";
import { hub } from "#shared/contract/hub.ts";
import { byteRoutes } from "./byte-routes.ts";
import { openPaths } from "./open-paths.ts";

/** The hub's OpenAPI 3.1 description: the contract's procedures, and by hand what travels as bytes. */
export async function describeHub(version: string): Promise<OpenAPI.Document> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  const document = await generator.generate(hub, {
    info: {
      title: "Autosell hub",
      version,
      description:
        "Where the desks of a dealership agree. A desk pairs once with a one-time code, buys 15-minute tokens with the secret it got, and sends them as `Authorization: Bearer`.",
    },
    security: [{ deviceToken: [] }],
    components: {
      securitySchemes: {
        deviceToken: { type: "http", scheme: "bearer", bearerFormat: "JWT (EdDSA), from /devices/token" },
      },
    },
  });
  for (const path of openPaths) markOpen(document.paths?.[path]);
  return { ...document, paths: { ...document.paths, ...byteRoutes } };
}

function markOpen(item: OpenAPI.PathItemObject | undefined): void {
  for (const operation of [item?.get, item?.post]) if (operation) operation.security = [];
}

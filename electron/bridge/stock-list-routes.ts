import { basename } from "node:path";
import { implement } from "@orpc/server";
import { bridge } from "#shared/contract/bridge.ts";
import type { Services } from "../services.ts";

const { stockLists: door } = implement(bridge);

/** Lists of cars that the user gives to the app by a path. */
export function stockListRoutes({ stockLists, host }: Services) {
  return {
    choose: door.choose.handler(async () => {
      const [path] = (await host.chooseFiles?.("stockList")) ?? [];
      if (path === undefined) return null;
      stockLists.allow(path);
      return { path, name: basename(path) };
    }),
    read: door.read.handler(async ({ input, errors }) => {
      const part = await stockLists.read(input.path, input.from).catch((error: unknown) => {
        if (error instanceof Error && "code" in error) throw errors.notReadable();
        throw error;
      });
      if (!part) throw errors.notAllowed();
      return { base64: Buffer.from(part.bytes).toString("base64"), size: part.size };
    }),
  };
}

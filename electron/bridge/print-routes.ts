import { implement } from "@orpc/server";
import { bridge } from "#shared/contract/bridge.ts";
import { savePdf } from "../printing/pdf-files.ts";
import type { Services } from "../services.ts";

const { print: door } = implement(bridge);

/** What leaves the window on paper. A window in a browser prints by itself. */
export function printRoutes({ host }: Services) {
  const { printing, desktop } = host;
  let lastPdf: string | null = null;
  return {
    print: door.print.handler(async ({ input, errors }) => {
      const end = (await printing?.print(input.page)) ?? "unavailable";
      if (end !== "printed") throw errors[end]();
      return {};
    }),
    toPdf: door.toPdf.handler(async ({ input, errors }) => {
      if (!printing || !desktop) throw errors.unavailable();
      const saved = await savePdf({ printing, desktop }, input.page, input.suggestedName);
      if (saved.kind !== "saved") throw errors[saved.kind]();
      lastPdf = saved.path;
      return {};
    }),
    revealPdf: door.revealPdf.handler(() => {
      if (lastPdf !== null) desktop?.reveal(lastPdf);
      return {};
    }),
  };
}

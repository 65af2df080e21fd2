import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { basename } from "node:path";
import type { OpenRequest } from "#shared/contract/desktop.ts";
import { isListName } from "#shared/rules/stock-list-bytes.ts";
import type { Mailbox } from "./mailbox.ts";
import type { StockListFiles } from "./stock-list-files.ts";

/** Files and folders that somebody wants opened here, for the window to take. */
export interface OpenRequests extends Pick<Mailbox<OpenRequest>, "listen"> {
  open(paths: readonly string[]): Promise<void>;
}

export function createOpenRequests(
  mailbox: Mailbox<OpenRequest>,
  stockLists: Pick<StockListFiles, "allow">,
): OpenRequests {
  return {
    listen: (signal) => mailbox.listen(signal),
    async open(paths) {
      for (const request of await requestsFor(paths)) {
        if (request.kind === "stockList") stockLists.allow(request.path);
        mailbox.post(request);
      }
    },
  };
}

type Judged = { readonly path: string } & (
  | { readonly kind: "photos" | "stockList" }
  | { readonly kind: "unreadable"; readonly reason: "missing" | "noPermission" }
);

/** All that is no stock list goes in as photos: what a file really is, the import tells by its content. */
export async function requestsFor(paths: readonly string[]): Promise<OpenRequest[]> {
  const judged = await Promise.all([...new Set(paths)].map(judge));
  const photos = judged.filter(({ kind }) => kind === "photos").map(({ path }) => path);
  const files = judged.flatMap((one) =>
    one.kind === "unreadable" ? [{ name: basename(one.path), reason: one.reason }] : [],
  );
  return [
    ...(photos.length > 0 ? [{ kind: "photos" as const, paths: photos }] : []),
    ...judged
      .filter(({ kind }) => kind === "stockList")
      .map(({ path }) => ({ kind: "stockList" as const, path, name: basename(path) })),
    ...(files.length > 0 ? [{ kind: "unreadable" as const, files }] : []),
  ];
}

async function judge(path: string): Promise<Judged> {
  try {
    const isFolder = (await stat(path)).isDirectory();
    await access(path, constants.R_OK);
    return { path, kind: !isFolder && isListName(path) ? "stockList" : "photos" };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    const refused = code === "EACCES" || code === "EPERM";
    return { path, kind: "unreadable", reason: refused ? "noPermission" : "missing" };
  }
}

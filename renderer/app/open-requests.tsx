import { useTranslation } from "react-i18next";
import type { BridgeClient } from "../bridge/client.ts";
import { useStream } from "../bridge/use-stream.ts";
import { useIntake } from "../features/intake/intake-context.tsx";
import { notifyProblem } from "../ui/notify.tsx";
import type { OpenRequest } from "#shared/contract/desktop.ts";

type StockListFile = Omit<Extract<OpenRequest, { kind: "stockList" }>, "kind">;

interface OpenRequestsProps {
  readonly onStockList: (file: StockListFile) => void;
}

/** Takes what this desk was given on its command line or by the system: photos to sort, or a stock list. */
export function OpenRequests({ onStockList }: OpenRequestsProps) {
  const { t } = useTranslation("shell");
  const { importPaths } = useIntake();
  useStream(requestsOf, (request) => {
    if (request.kind === "photos") importPaths(null, request.paths);
    else if (request.kind === "unreadable") notifyProblem({ message: unreadableWords(request, t) });
    else onStockList({ path: request.path, name: request.name });
  });
  return null;
}

const requestsOf = (bridge: BridgeClient, signal: AbortSignal) =>
  bridge.desk.openRequests(undefined, { signal });

/** The most names that a sentence bears. */
const mostNamed = 3;

function unreadableWords(
  { files }: Extract<OpenRequest, { kind: "unreadable" }>,
  t: ReturnType<typeof useTranslation<"shell">>["t"],
): string {
  const named = files
    .slice(0, mostNamed)
    .map(({ name, reason }) => t(`open.${reason}`, { name }))
    .join(" ");
  const more = files.length - mostNamed;
  return more > 0 ? `${named} ${t("open.more", { count: more })}` : named;
}

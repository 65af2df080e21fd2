import { ORPCError } from "@orpc/client";
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useBridge } from "#renderer/bridge/context.tsx";
import type { BridgeClient } from "#renderer/bridge/client.ts";
import { reportDefect } from "#renderer/bridge/report-defect.ts";
import { useReplica } from "#renderer/replica/context.tsx";
import { notifyProblem } from "#renderer/ui/notify.tsx";
import type { SyncStatus } from "#shared/contract/bridge.ts";
import type { PeopleList } from "#shared/contract/people.ts";

export type PeopleState =
  | { readonly kind: "loading" }
  | { readonly kind: "offline" }
  | { readonly kind: "failed"; readonly defectId: string }
  | { readonly kind: "known"; readonly list: PeopleList };

export interface PeopleDoor {
  readonly state: PeopleState;
  readonly reload: () => Promise<void>;
  /** Does something with people or desks, shows them anew, and tells what went wrong; null where it did. */
  readonly act: <T>(act: (people: BridgeClient["people"]) => Promise<T>) => Promise<T | null>;
}

/** People are asked of the hub each time, whenever a desk joins, and when the hub is back: nobody's rights should be seen as they were. */
export function usePeople(connection: SyncStatus["connection"] | null): PeopleDoor {
  const bridge = useBridge();
  const { t } = useTranslation("people");
  const { desks } = useReplica().settings;
  const [state, setState] = useState<PeopleState>({ kind: "loading" });

  const reload = useCallback(async () => setState(await stateOf(bridge)), [bridge]);
  useEffect(() => {
    let gone = false;
    const look = () => void stateOf(bridge).then((known) => gone || setState(() => known));
    look();
    const end = desks.subscribe(look);
    return () => {
      gone = true;
      end();
    };
  }, [bridge, desks]);
  const isBack = connection === "online" && state.kind === "offline";
  useEffect(() => {
    if (!isBack) return undefined;
    let gone = false;
    void stateOf(bridge).then((known) => gone || setState(() => known));
    return () => void (gone = true);
  }, [bridge, isBack]);

  const act: PeopleDoor["act"] = async (run) => {
    try {
      return await run(bridge.people);
    } catch (error) {
      const problem = problems.find((one) => one === codeOf(error));
      const message = problem
        ? t(`problems.${problem}`)
        : t("problems.other", { id: await reportDefect(bridge, error) });
      notifyProblem({ message, id: "people" });
      return null;
    } finally {
      await reload();
    }
  };
  return { state, reload, act };
}

async function stateOf(bridge: BridgeClient): Promise<PeopleState> {
  try {
    return { kind: "known", list: await bridge.people.list() };
  } catch (error) {
    if (codeOf(error) === "offline" || codeOf(error) === "signInAgain") return { kind: "offline" };
    return { kind: "failed", defectId: await reportDefect(bridge, error) };
  }
}

const problems = ["offline", "signInAgain", "notAllowed", "lastOwner", "gone"] as const;

function codeOf(error: unknown): string {
  return error instanceof ORPCError ? error.code : "";
}

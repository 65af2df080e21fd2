import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useBridge } from "#renderer/bridge/context.tsx";
import { desktopAbilities } from "#renderer/bridge/desktop-port.ts";
import { pause } from "#renderer/bridge/follow.ts";

/** Leads from a lot that does not open to the recovery window, which takes this window's place. */
export function RepairButton({ error }: { error: unknown }) {
  const { t } = useTranslation("help");
  const { help } = useBridge();
  const [state, setState] = useState<"idle" | "leaving" | "failed">("idle");
  const repair = async () => {
    setState("leaving");
    try {
      await help.recover({ kind: isOfNewerVersion(error) ? "newer" : "damaged", message: wordsOf(error) });
      await recoveryPageServed();
      location.reload();
    } catch {
      setState("failed");
    }
  };
  return (
    <>
      <Button variant="default" loading={state === "leaving"} onClick={() => void repair()}>
        {t("repair")}
      </Button>
      {state === "idle" ? null : <p role="status">{t(state === "leaving" ? "repairing" : "repairFailed")}</p>}
    </>
  );
}

/** IndexedDB's own word, and RxDB's for a schema that it does not know. */
function isOfNewerVersion(error: unknown): boolean {
  return (
    error instanceof Error && (error.name === "VersionError" || /VersionError|\bDB6\b/.test(error.message))
  );
}

function wordsOf(error: unknown): string {
  return (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, 2000);
}

const recoveryMark = 'name="autosell-page" content="recovery"';

/** Our own window is closed meanwhile and opened anew; in a browser the host restarts under the page. */
async function recoveryPageServed(): Promise<void> {
  const never = new AbortController().signal;
  for (;;) {
    await pause(300, never);
    if (desktopAbilities()) continue;
    const page = await fetch("/", { cache: "no-store" }).then(
      (response) => response.text(),
      () => "",
    );
    if (page.includes(recoveryMark)) return;
  }
}

import { Button, Group, PasswordInput, Stack } from "@mantine/core";
import { ORPCError } from "@orpc/client";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { useBridge, useDesk } from "#renderer/bridge/context.tsx";
import { reportDefect } from "#renderer/bridge/report-defect.ts";
import { useReplica } from "#renderer/replica/context.tsx";
import { useLive } from "#renderer/replica/use-live.ts";
import { OpenDialog } from "#renderer/ui/open-dialog.tsx";
import { Caution, Failure } from "#renderer/ui/told.tsx";
import { shortestPassphrase } from "#shared/contract/accounts.ts";
import { WhatIsInside } from "./what-is-inside.tsx";

interface ExportDialogProps {
  readonly isHubThere: boolean;
  readonly onClose: () => void;
}

/** Says what an export has in it, and asks for the passphrase that will open it. */
export function ExportDialog({ isHubThere, onClose }: ExportDialogProps) {
  const { t } = useTranslation(["exportFile", "common"]);
  const isArriving = Object.keys(useLive(useReplica().arrivals)).length > 0;
  const isSaved = useDesk().fileDialog === "main";
  const { busy, failure, begin } = useBegin(onClose);
  const [passphrase, setPassphrase] = useState("");
  const [again, setAgain] = useState("");
  const [tried, setTried] = useState(false);
  const isShort = passphrase.length < shortestPassphrase;
  const isDifferent = passphrase !== again;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isShort && !isDifferent) void begin(passphrase);
  };
  return (
    <OpenDialog
      onClose={onClose}
      title={t("dialogTitle")}
      size="lg"
      closeButtonProps={{ "aria-label": t("common:close") }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <WhatIsInside isHubThere={isHubThere} />
          {isArriving ? <Caution>{t("arriving")}</Caution> : null}
          <PasswordInput
            data-autofocus
            label={t("passphrase")}
            description={t("passphraseHint", { count: shortestPassphrase })}
            autoComplete="new-password"
            maxLength={1024}
            value={passphrase}
            error={tried && isShort ? t("tooShort", { count: shortestPassphrase }) : null}
            onChange={(event) => setPassphrase(event.currentTarget.value)}
          />
          <PasswordInput
            label={t("repeat")}
            autoComplete="new-password"
            maxLength={1024}
            value={again}
            error={tried && isDifferent ? t("different") : null}
            onChange={(event) => setAgain(event.currentTarget.value)}
          />
          <Caution>{t("noOtherWay")}</Caution>
          {failure ? <Failure>{failure}</Failure> : null}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {t("common:cancel")}
            </Button>
            <Button type="submit" loading={busy} disabled={isArriving}>
              {isSaved ? t("saveTo") : t("make")}
            </Button>
          </Group>
        </Stack>
      </form>
    </OpenDialog>
  );
}

function useBegin(onBegun: () => void) {
  const { t } = useTranslation("exportFile");
  const bridge = useBridge();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const begin = async (passphrase: string) => {
    setBusy(true);
    setFailure(null);
    try {
      const { begun } = await bridge.exportFile.begin({ passphrase });
      if (begun) onBegun();
    } catch (error) {
      const isKnown = error instanceof ORPCError && error.code === "notNow";
      setFailure(isKnown ? t("notNow") : t("unexpected", { id: await reportDefect(bridge, error) }));
    } finally {
      setBusy(false);
    }
  };
  return { busy, failure, begin };
}

import { Button, Group, Stack, TextInput } from "@mantine/core";
import { ORPCError } from "@orpc/client";
import { useEffect, useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { useBridge, useDesk } from "#renderer/bridge/context.tsx";
import { reportDefect } from "#renderer/bridge/report-defect.ts";
import { useReplica } from "#renderer/replica/context.tsx";
import { useLive } from "#renderer/replica/use-live.ts";
import { useLotSize } from "#renderer/replica/use-lot-size.ts";
import { OpenDialog } from "#renderer/ui/open-dialog.tsx";
import { Caution, Failure } from "#renderer/ui/told.tsx";
import type { Desk } from "#shared/model/settings.ts";
import styles from "#renderer/ui/long-work.module.css";

const known = [
  "addressInvalid",
  "hubUnreachable",
  "codeRefused",
  "deviceTaken",
  "vaultLocked",
  "alreadyThere",
  "roleTooSmall",
  "notAllowed",
  "ownHubDown",
  "notNow",
  "diskFull",
  "tooManyTries",
] as const;

/** A code is at least this long, whatever the hub makes of it. */
const shortestCode = 4;

/** Says what a move does, and asks where to. */
export function MoveDialog({ isOwnHub, onClose }: { isOwnHub: boolean; onClose: () => void }) {
  const { t } = useTranslation(["moving", "common"]);
  const { busy, failure, begin } = useBegin(onClose);
  const [address, setAddress] = useState("");
  const [code, setCode] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void begin({ address, code });
  };
  return (
    <OpenDialog
      onClose={onClose}
      title={isOwnHub ? t("joinTitle") : t("changeTitle")}
      size="lg"
      closeButtonProps={{ "aria-label": t("common:close") }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          {isOwnHub ? <WhatHappens /> : <p className={styles.text}>{t("joinedDesk")}</p>}
          <TextInput
            label={t("address")}
            description={t("addressHint")}
            placeholder="https://hub.example.mx"
            maxLength={300}
            spellCheck={false}
            value={address}
            onChange={(event) => setAddress(event.currentTarget.value)}
            data-autofocus
          />
          <TextInput
            label={t("code")}
            description={isOwnHub ? t("codeHint") : null}
            maxLength={40}
            spellCheck={false}
            autoComplete="off"
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          {failure ? <Failure>{failure}</Failure> : null}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {t("common:cancel")}
            </Button>
            <Button
              type="submit"
              loading={busy}
              disabled={address.trim() === "" || code.trim().length < shortestCode}
            >
              {isOwnHub ? t("joinIt") : t("changeIt")}
            </Button>
          </Group>
        </Stack>
      </form>
    </OpenDialog>
  );
}

function WhatHappens() {
  const { t } = useTranslation("moving");
  const others = useOtherDesks();
  const { cars, photos } = useLotSize();
  return (
    <>
      <ul className={styles.facts}>
        <li>
          {t("brings", { count: cars })}: {photos > 0 ? `${t("bringsPhotos", { count: photos })}, ` : null}
          {t("withHistory")}.
        </li>
        <li>{t("joined")}</li>
        <li>{t("goOn")}</li>
        <li>{t("kept")}</li>
      </ul>
      {others.length > 0 ? <Caution>{t("otherDesks", { count: others.length })}</Caution> : null}
    </>
  );
}

/** Desks that share the lot still, as the hub says: those that were removed, or came in an export file, introduced themselves too. */
function useOtherDesks(): readonly Desk[] {
  const { people } = useBridge();
  const { deviceId } = useDesk();
  const desks = useLive(useReplica().settings.desks);
  const [present, setPresent] = useState<readonly string[] | null>(null);
  useEffect(() => {
    let gone = false;
    // Where the hub does not say, one desk too many is told of rather than one too few.
    void people.list().then(
      (list) => gone || setPresent(() => list.present),
      () => undefined,
    );
    return () => void (gone = true);
  }, [people]);
  return desks.filter((desk) => desk.deviceId !== deviceId && (present?.includes(desk.deviceId) ?? true));
}

function useBegin(onBegun: () => void) {
  const { t } = useTranslation("moving");
  const bridge = useBridge();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  const sentence = async (error: unknown) => {
    const code = error instanceof ORPCError ? error.code : "";
    const plain = known.find((one) => one === code);
    return plain ? t(`errors.${plain}`) : t("errors.unexpected", { id: await reportDefect(bridge, error) });
  };
  const begin = async (input: { address: string; code: string }) => {
    setBusy(true);
    setFailure(null);
    try {
      await bridge.moving.begin(input);
      onBegun();
    } catch (error) {
      setFailure(await sentence(error));
      setBusy(false);
    }
  };
  return { busy, failure, begin };
}

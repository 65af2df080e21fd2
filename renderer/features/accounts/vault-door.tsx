import { Modal } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { VaultStanding } from "#shared/contract/accounts.ts";
import { useShell } from "#renderer/ui/shell-state.tsx";
import { NewPassphraseForm } from "./new-passphrase-form.tsx";
import { UnlockForm } from "./unlock-form.tsx";
import { useVault } from "./use-accounts.ts";
import { VaultReset } from "./vault-reset.tsx";

/** Asks for the passphrase once when the app starts with a locked vault, and whenever somebody wants to. */
export function VaultDoor() {
  const vault = useVault();
  const showVault = useShell((state) => state.showVault);
  const asked = useRef(false);
  const isLocked = vault?.state === "locked";
  useEffect(() => {
    if (!isLocked || asked.current) return;
    asked.current = true;
    showVault(true);
  }, [isLocked, showVault]);
  return vault?.protection === "passphrase" ? <VaultDialog state={vault.state} /> : null;
}

function VaultDialog({ state: now }: { state: VaultStanding["state"] }) {
  const { t } = useTranslation(["accounts", "common"]);
  const shown = useShell((shell) => shell.vaultShown);
  const state = useStateWhenOpened(shown, now);
  const showVault = useShell((shell) => shell.showVault);
  const close = () => showVault(false);
  return (
    <Modal
      opened={shown}
      onClose={close}
      title={t(`vault.title.${state}`)}
      size="sm"
      // Above the form that could not keep what was typed.
      zIndex={300}
      closeButtonProps={{ "aria-label": t("common:close") }}
    >
      {state === "locked" ? <UnlockForm onDone={close} /> : null}
      {state === "damaged" ? <VaultReset onDone={close} /> : null}
      {state === "unset" || state === "open" ? (
        <NewPassphraseForm isChange={state === "open"} onDone={close} />
      ) : null}
    </Modal>
  );
}

/** What it asks stays the same until it is closed, although unlocking changes what there is to ask. */
function useStateWhenOpened(shown: boolean, now: VaultStanding["state"]): VaultStanding["state"] {
  const [opening, setOpening] = useState({ shown, state: now });
  if (opening.shown !== shown) setOpening({ shown, state: shown ? now : opening.state });
  return opening.shown === shown || !shown ? opening.state : now;
}

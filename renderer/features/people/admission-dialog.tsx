import { Button, Group, Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { OneTimeCode } from "#shared/contract/hub.ts";
import type { Role } from "#shared/model/role.ts";
import { CodeCard } from "./code-card.tsx";
import { InviteForm } from "./invite-form.tsx";
import { ShareSwitch } from "./share-switch.tsx";
import styles from "./people.module.css";
import type { Sharing } from "./use-hub-sharing.ts";

/** How somebody or one more desk is let in: first asked who, where that is not known, and then by a code. */
export type Admission = "inviting" | ShownCode;

interface ShownCode {
  readonly title: string;
  readonly code: OneTimeCode;
  /** Where the hub is found, as it was when the code was made. */
  readonly addresses: readonly string[];
  readonly onRenew?: () => void;
}

interface AdmissionDialogProps {
  admission: Admission | null;
  sharing: Sharing;
  onInvite: (name: string, role: Role) => Promise<void>;
  onClose: () => void;
}

export function AdmissionDialog({ admission, sharing, onInvite, onClose }: AdmissionDialogProps) {
  const { t } = useTranslation(["people", "common"]);
  return (
    <Modal
      opened={admission !== null}
      onClose={onClose}
      title={admission === "inviting" ? t("inviteTitle") : admission?.title}
      closeButtonProps={{ "aria-label": t("common:close") }}
    >
      {admission === "inviting" ? <InviteForm onSubmit={onInvite} onCancel={onClose} /> : null}
      {admission === null || admission === "inviting" ? null : (
        <Code shown={admission} sharing={sharing} onClose={onClose} />
      )}
    </Modal>
  );
}

interface CodeProps extends Pick<AdmissionDialogProps, "sharing" | "onClose"> {
  shown: ShownCode;
}

/** With the switch that the other desk may need: to a hub that is closed to the network no code leads. */
function Code({ shown: { code, addresses, onRenew }, sharing, onClose }: CodeProps) {
  const { t } = useTranslation("people");
  const { hub } = sharing;
  return (
    <div className={styles.admission}>
      <CodeCard code={code} addresses={hub?.addresses ?? addresses} onRenew={onRenew} />
      {hub && !hub.sharedOnNetwork ? <p className={styles.notice}>{t("shareOn")}</p> : null}
      <ShareSwitch sharing={sharing} />
      <Group justify="flex-end">
        <Button onClick={onClose}>{t("done")}</Button>
      </Group>
    </div>
  );
}

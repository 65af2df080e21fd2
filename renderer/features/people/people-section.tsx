import { Button, Group } from "@mantine/core";
import { IconPlus, IconUserPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useBridge } from "#renderer/bridge/context.tsx";
import { AwaitedContent } from "#renderer/ui/awaited-content.tsx";
import { SettingsSection } from "#renderer/ui/settings-section.tsx";
import type { SyncStatus } from "#shared/contract/bridge.ts";
import type { Device, OneTimeCode } from "#shared/contract/hub.ts";
import type { PeopleList } from "#shared/contract/people.ts";
import type { Role } from "#shared/model/role.ts";
import { AdmissionDialog, type Admission } from "./admission-dialog.tsx";
import { KnownDesks } from "./known-desks.tsx";
import styles from "./people.module.css";
import { PersonRow } from "./person-row.tsx";
import { ShareSwitch } from "./share-switch.tsx";
import { useHubSharing, type Sharing } from "./use-hub-sharing.ts";
import { usePeople, type PeopleDoor, type PeopleState } from "./use-people.ts";

const none: readonly Device[] = [];
/** The height of one person with one desk and the desk's own hub, in pixels. */
const ofOnePerson = 211;

/** Who works at the dealership and at which desks, and how others come in. */
export function PeopleSection({ connection }: { connection: SyncStatus["connection"] | null }) {
  const { t } = useTranslation("people");
  const sharing = useHubSharing();
  const { state, ...door } = usePeople(connection);
  return (
    <SettingsSection title={t("title")} text={t("text")}>
      <AwaitedContent name="people" height={ofOnePerson} waiting={t("loading")}>
        {state.kind === "loading" || sharing.hub === undefined ? null : (
          <>
            <PeopleContent door={door} state={state} sharing={sharing} />
            <ShareSwitch sharing={sharing} />
          </>
        )}
      </AwaitedContent>
    </SettingsSection>
  );
}

interface PeopleContentProps {
  door: Omit<PeopleDoor, "state">;
  state: Exclude<PeopleState, { kind: "loading" }>;
  sharing: Sharing;
}

function PeopleContent({ door: { reload, act }, state, sharing }: PeopleContentProps) {
  const { t } = useTranslation("people");
  if (state.kind === "known") return <Everybody list={state.list} act={act} sharing={sharing} />;
  return (
    <>
      <div className={styles.unknown}>
        <p className={styles.hint} role="status">
          {state.kind === "offline" ? t("offline") : t("failed", { id: state.defectId })}
        </p>
        <Button variant="default" size="compact-sm" onClick={() => void reload()}>
          {t("tryAgain")}
        </Button>
      </div>
      <KnownDesks title={t("knownDesks")} besides={none} present={null} />
    </>
  );
}

interface EverybodyProps {
  list: PeopleList;
  act: PeopleDoor["act"];
  sharing: Sharing;
}

/** To who is no owner the hub tells only their own desks; of the others it is known here that they are. */
function Everybody({ list: { me, people, devices, present, addresses }, act, sharing }: EverybodyProps) {
  const { t } = useTranslation("people");
  const [admission, setAdmission] = useState<Admission | null>(null);
  const isOwner = me.role === "owner";
  const shown = isOwner ? people : people.filter(({ personId }) => personId === me.personId);
  const showCode = (name: string, code: OneTimeCode) =>
    setAdmission({ title: t("codeFor", { name }), code, addresses });
  const invite = async (name: string, role: Role) => {
    const code = await act((door) => door.invite({ name, role }));
    if (code) showCode(name, code);
  };
  return (
    <>
      <ul className={styles.people}>
        {shown.map((person) => (
          <PersonRow
            key={person.personId}
            person={person}
            devices={devices.filter(({ personId }) => personId === person.personId)}
            isMe={person.personId === me.personId}
            isOwner={isOwner}
            act={act}
            onCode={(code) => showCode(person.name, code)}
          />
        ))}
      </ul>
      {isOwner ? null : <KnownDesks title={t("otherDesks")} besides={devices} present={present} />}
      <Group gap="sm" mb="md">
        <AddDeskButton act={act} onAdmit={setAdmission} />
        {isOwner ? (
          <Button
            variant="default"
            leftSection={<IconUserPlus size={16} stroke={1.75} aria-hidden />}
            onClick={() => setAdmission("inviting")}
          >
            {t("invite")}
          </Button>
        ) : null}
      </Group>
      <AdmissionDialog
        admission={admission}
        sharing={sharing}
        onInvite={invite}
        onClose={() => setAdmission(null)}
      />
    </>
  );
}

interface AddDeskButtonProps {
  act: PeopleDoor["act"];
  onAdmit: (admission: Admission) => void;
}

/** One more desk of whoever asks. */
function AddDeskButton({ act, onAdmit }: AddDeskButtonProps) {
  const { t } = useTranslation("people");
  const { desk } = useBridge();
  const [busy, setBusy] = useState(false);
  const add = async () => {
    setBusy(true);
    const code = await act(() => desk.createPairingCode());
    setBusy(false);
    if (code) onAdmit({ title: t("addDesk"), code, addresses: code.addresses, onRenew: () => void add() });
  };
  return (
    <Button
      variant="default"
      leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}
      loading={busy}
      onClick={() => void add()}
    >
      {t("addDesk")}
    </Button>
  );
}

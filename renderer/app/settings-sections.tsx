import { ComputerSettings } from "../features/desktop/computer-settings.tsx";
import { HelpSection } from "../features/help/help-provider.tsx";
import { AccountSettings } from "../features/accounts/account-settings.tsx";
import { IntakeSettings } from "../features/intake/intake-settings.tsx";
import { ExportSection } from "../features/export-file/export-section.tsx";
import { HubSection } from "../features/moving/hub-section.tsx";
import { OwnHubPanel } from "../features/own-hub/own-hub-panel.tsx";
import { LockSettings } from "../features/lock/lock-settings.tsx";
import { PeopleSection } from "../features/people/people-section.tsx";
import { PresetSettings } from "../features/photo-export/preset-settings.tsx";
import { PhotoSpaceSettings } from "../features/photo-space/photo-space-settings.tsx";
import { ShotListSection } from "../features/photos/shot-list-section.tsx";
import { useSyncStatus } from "../features/sync/sync-provider.tsx";
import { UpdateSettings } from "../features/updates/update-settings.tsx";

/** What features add to the settings, in the order in which it is read. */
export function SettingsSections() {
  const status = useSyncStatus();
  return (
    <>
      <PeopleSection connection={status?.connection ?? null} />
      <HubSection status={status}>
        <OwnHubPanel />
      </HubSection>
      <ExportSection isHubThere={status?.connection === "online"} />
      <LockSettings />
      <IntakeSettings />
      <PhotoSpaceSettings />
      <ShotListSection />
      <PresetSettings />
      <AccountSettings />
      <ComputerSettings />
      <UpdateSettings />
      <HelpSection />
    </>
  );
}

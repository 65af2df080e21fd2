/** What features add to the settings, in the order in which it is read. */
export function SettingsSections() {
  return <></>;
}

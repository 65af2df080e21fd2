import { CloseButton, UnstyledButton } from "@mantine/core";
import { useDocumentTitle, useHotkeys } from "@mantine/hooks";
import { spotlight } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { useRef, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { SyncStatusButton } from "../features/sync/sync-status.tsx";
import { useReplica } from "../replica/context.tsx";
import { useLive } from "../replica/use-live.ts";
import { Keys } from "../ui/kbd.tsx";
import { useShell, useShellStore } from "../ui/shell-state.tsx";
import styles from "./shell.module.css";

export function TopBar() {
  const { t } = useTranslation("shell");
  const dealership = useLive(useReplica().settings.dealership);
  useDocumentTitle(dealership ? `${dealership.name} · Autosell` : "Autosell");
  return (
    <header className={styles.topBar}>
      <span className={styles.dealership} title={dealership?.name}>
        {dealership?.name}
      </span>
      <SearchField />
      <div className={styles.topRight}>
        <UnstyledButton className={styles.commands} onClick={() => spotlight.open()}>
          <span>{t("commands")}</span>
          <Keys keys="Mod+K" />
        </UnstyledButton>
        <SyncStatusButton />
      </div>
    </header>
  );
}

/** The one search field; what is typed narrows the list at once. */
function SearchField() {
  const { t } = useTranslation(["shell", "common"]);
  const field = useRef<HTMLInputElement>(null);
  const store = useShellStore();
  const text = useShell((state) => state.searchText);
  const forPhotos = useShell((state) => state.place === "photos");
  const search = (value: string) => {
    const { place, go, search: write } = store.getState();
    if (place === "settings" && value) go("inventory");
    write(value);
  };
  const focus = () => {
    if (!document.querySelector('[aria-modal="true"]')) field.current?.select();
  };
  // On Spanish keyboards the slash is on Shift and 7.
  useHotkeys([
    ["/", focus],
    ["shift + /", focus],
  ]);

  const press = (event: KeyboardEvent) => {
    if (event.key === "Escape" && text) search("");
    else if (event.key === "Escape" || event.key === "Enter" || event.key === "ArrowDown")
      field.current?.blur();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className={styles.search} role="search">
      <IconSearch size={16} stroke={1.75} aria-hidden />
      <input
        ref={field}
        type="text"
        aria-label={t(forPhotos ? "searchPhotosLabel" : "searchLabel")}
        placeholder={t(forPhotos ? "searchPhotosPlaceholder" : "searchPlaceholder")}
        spellCheck={false}
        autoComplete="off"
        value={text}
        onChange={(event) => search(event.currentTarget.value)}
        onKeyDown={press}
      />
      {text ? (
        <CloseButton size="sm" aria-label={t("common:clear")} onClick={() => search("")} />
      ) : (
        <Keys keys="/" />
      )}
    </div>
  );
}

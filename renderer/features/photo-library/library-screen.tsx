import { Button } from "@mantine/core";
import { IconCar, IconFilterOff, IconPhoto, IconTrash } from "@tabler/icons-react";
import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { effectiveEdits } from "#shared/rules/photo-edits.ts";
import { useDesk } from "#renderer/bridge/context.tsx";
import { useReplica } from "#renderer/replica/context.tsx";
import type { PresetEntry } from "#renderer/replica/settings.ts";
import { useLive } from "#renderer/replica/use-live.ts";
import { CarPicker } from "#renderer/ui/car-picker.tsx";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import { useIsActRunning } from "#renderer/ui/long-acts.tsx";
import { notifyDone } from "#renderer/ui/notify.tsx";
import { useShell } from "#renderer/ui/shell-state.tsx";
import { useListKeys } from "#renderer/ui/use-list-keys.ts";
import { useLocale } from "#renderer/ui/use-locale.ts";
import { useNow } from "#renderer/ui/use-now.ts";
import { BulkBar, type BulkBarActs } from "./bulk-bar.tsx";
import { useLibraryActs } from "./library-acts.ts";
import { isNarrowed } from "./library-filter.ts";
import styles from "./library-screen.module.css";
import { LibraryToolbar } from "./library-toolbar.tsx";
import { PhotoGrid } from "./photo-grid.tsx";
import { TagDialog } from "./tag-dialog.tsx";
import { useLibraryView, type Library } from "./use-library-view.ts";
import { useLibrary } from "./use-library.ts";
import { screenKeys } from "./screen-keys.ts";
import { createViewStore, type ViewStore } from "./view-state.ts";
import type { LibraryWords } from "./words.ts";

export interface LibraryScreenProps {
  /** Makes the pictures of a preset ahead of time, with progress of its own. */
  prepare: (preset: PresetEntry, photoIds: readonly string[]) => void;
  /** Stands beside how many photos there are. */
  besideSummary?: ReactNode;
}

/** Every photo of every car: found, chosen across cars, and acted on by the thousand. */
export function LibraryScreen({ prepare, besideSummary }: LibraryScreenProps) {
  const { deviceId } = useDesk();
  const [store] = useState(() => createViewStore(localStorage, `photo-library.${deviceId}`));
  const library = useLibraryView(store);
  const { t } = useTranslation(["library", "common"]);
  const acts = useLibraryActs();
  const openBinned = useCallback(
    (photoId: string) =>
      notifyDone({
        message: t("openBinned"),
        action: { label: t("common:restore"), run: () => void acts.restore([photoId]) },
        id: "library-binned",
      }),
    [t, acts],
  );
  const handlers = useLibrary(store, library, openBinned);
  const { gridRef, selected, current, gridActs } = handlers;
  const { cars } = useLive(useReplica().inventory);
  const [asking, setAsking] = useState<"car" | "tags" | null>(null);
  const show = useShell((state) => state.show);
  const words = useWords(library);
  const grouped = useStore(store, (state) => state.grouped);
  const density = useStore(store, (state) => state.density);
  const selection = useStore(store, (state) => state.selection);
  const inBin = useStore(store, ({ choices }) => choices.shelf === "bin");
  const busy = useIsActRunning();
  const ids = useMemo(() => selected.map(({ photo }) => photo.id), [selected]);
  const edits = current && effectiveEdits(current.photo.edits);

  const binThem = () => {
    handlers.leave(ids);
    void acts.bin(ids);
  };
  const barActs: BulkBarActs = {
    move: () => setAsking("car"),
    tag: () => setAsking("tags"),
    bin: binThem,
    restore() {
      handlers.leave(ids);
      void acts.restore(ids);
    },
    setShot: (shot, name) => void acts.setShot(ids, shot, name),
    copyEdits(part) {
      const others = ids.filter((id) => id !== current?.photo.id);
      if (edits) void acts.copyEdits(others, edits, part);
    },
    removeEdits: () => void acts.removeEdits(ids),
    exportThem: () => show({ type: "export", photoIds: ids }),
    prepare: (preset) => prepare(preset, ids),
    clear: handlers.clearSelection,
  };
  useListKeys(gridRef, screenKeys, {
    open: handlers.openCurrent,
    bin() {
      if (!inBin && !busy) binThem();
    },
    close: handlers.clearSelection,
    undo: () => void acts.undo(),
    selectAll: handlers.selectAll,
    toggle: handlers.toggleCurrent,
  });
  const isThere = library.view !== null;
  useEffect(() => {
    if (isThere && document.activeElement === document.body) gridRef.current?.focus({ preventScroll: true });
  }, [gridRef, isThere]);

  return (
    <section className={styles.library} aria-label={words.t("title")}>
      <LibraryToolbar
        store={store}
        library={library}
        onClear={handlers.clearFilters}
        besideSummary={besideSummary}
      />
      <div className={styles.photos}>
        {library.view && library.view.groups.length > 0 && (
          <PhotoGrid
            view={library.view}
            grouped={grouped}
            density={density}
            selection={selection}
            acts={gridActs}
            onMove={handlers.move}
            words={words}
            gridRef={gridRef}
          />
        )}
        {library.view?.groups.length === 0 && (
          <Nothing store={store} library={library} onClear={handlers.clearFilters} />
        )}
        {selected.length > 0 && (
          <BulkBar
            count={selected.length}
            inBin={inBin}
            shots={library.shots}
            editsOf={edits && current ? current.photo.name : null}
            acts={barActs}
            disabled={busy}
          />
        )}
      </div>
      {asking === "car" && (
        <CarPicker
          title={words.t("moveTitle", { count: ids.length })}
          cars={cars}
          photoBase={words.photoBase}
          onClose={() => setAsking(null)}
          onPick={(car) => void acts.moveTo(ids, car)}
        />
      )}
      {asking === "tags" && (
        <TagDialog
          entries={selected}
          known={[...(library.view?.tags.keys() ?? [])]}
          onClose={() => setAsking(null)}
          onSave={(tags) => {
            setAsking(null);
            void acts.tag(ids, tags);
          }}
        />
      )}
    </section>
  );
}

function useWords({ shots }: Library): LibraryWords {
  const { t } = useTranslation("library");
  const { t: common } = useTranslation("common");
  const locale = useLocale();
  const { photoBase } = useDesk();
  const now = useNow(3_600_000);
  return useMemo(
    () => ({ t, common, locale, photoBase, now, shots: new Map(shots.map((shot) => [shot.id, shot])) }),
    [t, common, locale, photoBase, now, shots],
  );
}

/** Why there is nothing to see, and the one thing to do about it. */
function Nothing({ store, library, onClear }: { store: ViewStore; library: Library; onClear: () => void }) {
  const { t } = useTranslation("library");
  const go = useShell((state) => state.go);
  const { shelf, ...rest } = useStore(store, (state) => state.choices);
  const { filters, view } = library;
  const onlyShelf = !isNarrowed({ ...rest, shelf: "all", search: filters.search });
  const isWhole = view?.total === 0 && shelf === "all" && onlyShelf;
  if (isWhole && view.shelves.bin > 0)
    return (
      <EmptyState
        icon={IconTrash}
        title={t("allBinnedTitle")}
        action={
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => store.getState().narrow({ shelf: "bin" })}
          >
            {t("openBin")}
          </Button>
        }
      >
        {t("allBinnedText")}
      </EmptyState>
    );
  if (isWhole)
    return (
      <EmptyState
        icon={IconPhoto}
        title={t("emptyTitle")}
        action={
          <Button
            size="compact-sm"
            leftSection={<IconCar size={16} aria-hidden />}
            onClick={() => go("inventory")}
          >
            {t("goToInventory")}
          </Button>
        }
      >
        {t("emptyText")}
      </EmptyState>
    );
  if (shelf === "bin" && onlyShelf)
    return (
      <EmptyState icon={IconTrash} title={t("binEmptyTitle")}>
        {t("binEmptyText")}
      </EmptyState>
    );
  if (shelf === "attention" && onlyShelf)
    return (
      <EmptyState icon={IconPhoto} title={t("allWellTitle")}>
        {t("allWellText")}
      </EmptyState>
    );
  return (
    <EmptyState
      icon={IconFilterOff}
      title={t("nothingTitle")}
      action={
        <Button size="compact-sm" variant="default" onClick={onClear}>
          {t("clearAll")}
        </Button>
      }
    >
      {t("nothingText")}
    </EmptyState>
  );
}

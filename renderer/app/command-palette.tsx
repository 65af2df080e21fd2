import { useMantineColorScheme, useComputedColorScheme } from "@mantine/core";
import { Spotlight } from "@mantine/spotlight";
import {
  IconBook2,
  IconCar,
  IconCloudOff,
  IconDeviceSdCard,
  IconDeviceDesktop,
  IconFileImport,
  IconKeyboard,
  IconLanguage,
  IconLifebuoy,
  IconListDetails,
  IconLock,
  IconMoon,
  IconPhoto,
  IconPhotoPlus,
  IconPhotoX,
  IconPlus,
  IconPrinter,
  IconSearch,
  IconSettings,
  IconSun,
  IconTrash,
  type Icon,
} from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useHelp } from "../features/help/help-provider.tsx";
import { useOfflineSwitch, useSyncPanel } from "../features/sync/sync-provider.tsx";
import { useIntake } from "../features/intake/intake-context.tsx";
import { useRefused } from "../features/intake/refused-context.tsx";
import { useStockList } from "../features/stock-list/stock-list-context.tsx";
import { useReplica } from "../replica/context.tsx";
import { useLive } from "../replica/use-live.ts";
import { useShell } from "../ui/shell-state.tsx";
import { Keys } from "../ui/kbd.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";
import { useLockNow } from "./lock-now.ts";
import { carsNamed, carTitle, isNamed } from "./palette-search.ts";
import { useSelectedCar } from "./selected-car.ts";
import styles from "./command-palette.module.css";

const mostCars = 8;

interface Command {
  readonly id: string;
  readonly icon: Icon;
  readonly label: string;
  readonly keys?: string;
  readonly run: () => void;
}

/** The list hands on what it does not know to its scroll area, and its type does not say so. */
const scrolledByKeys = { viewportProps: { tabIndex: 0 } };

/** Go to a car by its number, VIN or name, or do anything by its word. */
export function CommandPalette({ onHelp }: { onHelp: () => void }) {
  const { t } = useTranslation("shell");
  const [query, setQuery] = useState("");
  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      attributes={{ content: { "aria-label": t("keys.palette") } }}
      centered={false}
      clearQueryOnClose
      size={600}
      yOffset="14vh"
      radius="lg"
      scrollable
      maxHeight="56vh"
      transitionProps={{ duration: 90, transition: "fade" }}
      overlayProps={{ backgroundOpacity: 0.24, blur: 0 }}
      classNames={{ content: styles.content, search: styles.search, actionsGroup: styles.group }}
    >
      <Spotlight.Search
        placeholder={t("commandPlaceholder")}
        leftSection={<IconSearch size={18} stroke={1.75} />}
      />
      <Spotlight.ActionsList className={styles.list} {...scrolledByKeys}>
        <Results query={query} onHelp={onHelp} />
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function Results({ query, onHelp }: { query: string; onHelp: () => void }) {
  const { t } = useTranslation("shell");
  const { cars } = useLive(useReplica().inventory);
  const ask = useShell((state) => state.ask);
  const actions = [...useActs(onHelp), ...useViewActs()].filter(({ label }) => isNamed(label, query));
  const found = carsNamed(cars, query, mostCars);
  if (found.length + actions.length === 0) return <Spotlight.Empty>{t("commandNothing")}</Spotlight.Empty>;
  return (
    <>
      {found.length > 0 ? (
        <Spotlight.ActionsGroup label={t("groups.cars")}>
          {found.map(({ id, vehicle }) => (
            <Spotlight.Action
              key={id}
              className={styles.action}
              onClick={() => ask({ type: "openCar", vehicleId: id })}
            >
              <IconCar size={16} stroke={1.75} aria-hidden />
              <span className={styles.stock}>{vehicle.stockNumber}</span>
              <span className={styles.label}>{carTitle(vehicle)}</span>
              <StatusBadge status={vehicle.status.state} plain />
            </Spotlight.Action>
          ))}
        </Spotlight.ActionsGroup>
      ) : null}
      {actions.length > 0 ? (
        <Spotlight.ActionsGroup label={t("groups.actions")}>
          {actions.map(({ id, icon: Icon, label, keys, run }) => (
            <Spotlight.Action key={id} className={styles.action} onClick={run}>
              <Icon size={16} stroke={1.75} aria-hidden />
              <span className={styles.label}>{label}</span>
              {keys ? <Keys keys={keys} /> : null}
            </Spotlight.Action>
          ))}
        </Spotlight.ActionsGroup>
      ) : null}
    </>
  );
}

export function useActs(onHelp: () => void): Command[] {
  const { t } = useTranslation("shell");
  const { go, ask } = useShellActs();
  const { switchedOff, setSwitchedOff } = useOfflineSwitch();
  const panel = useSyncPanel();
  const photos = useIntake();
  const { exportDiagnostics, showGuide } = useHelp();
  const stockList = useStockList();
  const refused = useRefused();
  const lockNow = useLockNow();
  const car = useSelectedCar();
  const importPhotos: Command[] = car
    ? [
        {
          id: "importPhotos",
          icon: IconPhotoPlus,
          label: `${t("actions.importPhotos")} · ${car.name}`,
          run: () => void photos.choose(car.id, "files"),
        },
      ]
    : [];
  return [
    {
      id: "addCar",
      icon: IconPlus,
      label: t("actions.addCar"),
      keys: "N",
      run: () => ask({ type: "addCar" }),
    },
    ...importPhotos,
    {
      id: "print",
      icon: IconPrinter,
      label: t("actions.print"),
      keys: "Mod+P",
      run: () => ask({ type: "printCars" }),
    },
    {
      id: "importCard",
      icon: IconDeviceSdCard,
      label: t("actions.importCard"),
      run: () => void photos.choose(null, "folder"),
    },
    { id: "notTaken", icon: IconPhotoX, label: t("actions.notTaken"), run: refused.show },
    {
      id: "importStockList",
      icon: IconFileImport,
      label: t("actions.importStockList"),
      run: () => void stockList.choose(),
    },
    {
      id: "offline",
      icon: IconCloudOff,
      label: t(switchedOff ? "actions.workOnline" : "actions.workOffline"),
      run: () => void setSwitchedOff(!switchedOff),
    },
    { id: "waiting", icon: IconListDetails, label: t("actions.showWaiting"), run: panel.open },
    { id: "lock", icon: IconLock, label: t("actions.lock"), keys: "Mod+L", run: lockNow },
    { id: "inventory", icon: IconCar, label: t("actions.inventory"), run: () => go("inventory") },
    { id: "photos", icon: IconPhoto, label: t("actions.photos"), keys: "Alt+2", run: () => go("photos") },
    { id: "bin", icon: IconTrash, label: t("actions.bin"), run: () => go("bin") },
    {
      id: "settings",
      icon: IconSettings,
      label: t("actions.settings"),
      keys: "Mod+,",
      run: () => go("settings"),
    },
    { id: "guide", icon: IconBook2, label: t("actions.guide"), run: showGuide },
    {
      id: "exportDiagnostics",
      icon: IconLifebuoy,
      label: t("actions.exportDiagnostics"),
      run: exportDiagnostics,
    },
    { id: "shortcuts", icon: IconKeyboard, label: t("actions.shortcuts"), keys: "?", run: onHelp },
  ];
}

function useViewActs(): Command[] {
  const { t, i18n } = useTranslation("shell");
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme() === "dark";
  return [
    {
      id: "theme",
      icon: dark ? IconSun : IconMoon,
      label: t("actions.toggleTheme"),
      run: () => setColorScheme(dark ? "light" : "dark"),
    },
    {
      id: "systemTheme",
      icon: IconDeviceDesktop,
      label: t("actions.systemTheme"),
      run: () => setColorScheme("auto"),
    },
    {
      id: "language",
      icon: IconLanguage,
      label: t("actions.language"),
      run: () => void i18n.changeLanguage(i18n.language === "en" ? "es-MX" : "en"),
    },
  ];
}

function useShellActs() {
  const go = useShell((state) => state.go);
  const ask = useShell((state) => state.ask);
  return { go, ask };
}

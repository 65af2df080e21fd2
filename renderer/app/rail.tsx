import { Tooltip, UnstyledButton } from "@mantine/core";
import { IconCar, IconKeyboard, IconPhoto, IconSettings, IconTrash, type Icon } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useShell, type Place } from "../ui/shell-state.tsx";
import { Mark } from "../ui/wordmark.tsx";
import styles from "./shell.module.css";

const places = [
  { place: "inventory", icon: IconCar },
  { place: "photos", icon: IconPhoto },
  { place: "bin", icon: IconTrash },
] as const;

/** The places of the app, narrow, with their names on hover and for screen readers. */
export function Rail({ onHelp }: { onHelp: () => void }) {
  const { t } = useTranslation("shell");
  return (
    <nav className={styles.rail} aria-label={t("navigation")}>
      <span className={styles.railMark}>
        <Mark size={28} />
      </span>
      {places.map(({ place, icon }) => (
        <PlaceButton key={place} place={place} icon={icon} />
      ))}
      <span className={styles.railGap} />
      <RailButton icon={IconKeyboard} label={t("shortcuts")} onClick={onHelp} />
      <PlaceButton place="settings" icon={IconSettings} />
    </nav>
  );
}

function PlaceButton({ place, icon }: { place: Place; icon: Icon }) {
  const { t } = useTranslation("shell");
  const active = useShell((state) => state.place === place);
  const go = useShell((state) => state.go);
  return <RailButton icon={icon} label={t(`places.${place}`)} active={active} onClick={() => go(place)} />;
}

interface RailButtonProps {
  icon: Icon;
  label: string;
  active?: boolean;
  onClick: () => void;
}

function RailButton({ icon: Icon, label, active = false, onClick }: RailButtonProps) {
  return (
    <Tooltip label={label} position="right">
      <UnstyledButton
        className={styles.railButton}
        aria-label={label}
        aria-current={active ? "page" : undefined}
        onClick={onClick}
      >
        <Icon size={20} stroke={1.6} aria-hidden />
      </UnstyledButton>
    </Tooltip>
  );
}

import { useTranslation } from "react-i18next";
import { formatBytes } from "#renderer/ui/format.ts";
import { useLocale } from "#renderer/ui/use-locale.ts";
import type { PhotoSpace } from "#shared/contract/photo-space.ts";
import classes from "./photo-space.module.css";

/** What the files are of use for, as parts of all that is here. */
export function SpaceBar({ space: { kinds, used } }: { space: PhotoSpace }) {
  const { t } = useTranslation("photoSpace");
  const locale = useLocale();
  const parts = [
    { part: "small", bytes: kinds.thumbnail.bytes },
    { part: "screen", bytes: kinds.medium.bytes + kinds.large.bytes },
    { part: "original", bytes: kinds.original.bytes },
    { part: "other", bytes: kinds.other.bytes },
  ] as const;
  const shown = parts.filter(({ bytes }) => bytes > 0);
  if (shown.length === 0) return null;
  return (
    <>
      <div className={classes.bar} aria-hidden>
        {shown.map(({ part, bytes }) => (
          <span key={part} data-part={part} style={{ width: `${(bytes / used) * 100}%` }} />
        ))}
      </div>
      <ul className={classes.legend}>
        {shown.map(({ part, bytes }) => (
          <li key={part}>
            <span className={classes.swatch} data-part={part} aria-hidden />
            {t(`part.${part}`)}
            <span className={classes.figure}>{formatBytes(bytes, locale)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocale } from "#renderer/ui/use-locale.ts";
import { guideContents, type GuidePage } from "./guide-contents.ts";
import { pageTitle } from "./guide-pages.ts";
import { GuideText } from "./guide-text.tsx";
import styles from "./guide.module.css";

/** The guide's contents beside one of its pages. A chunk of its own: most starts of the app never need it. */
export default function GuideReader() {
  const { t } = useTranslation("help");
  const locale = useLocale();
  const [page, setPage] = useState<GuidePage>(guideContents[0]);
  return (
    <div className={styles.reader}>
      <nav className={styles.contents} aria-label={t("guide.contents")}>
        {guideContents.map((name) => (
          <button
            key={name}
            type="button"
            className={styles.entry}
            aria-current={name === page ? "page" : undefined}
            onClick={() => setPage(name)}
          >
            {pageTitle(name, locale)}
          </button>
        ))}
      </nav>
      <article
        key={page}
        className={styles.text}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, which takes a key of its own
        tabIndex={0}
        aria-label={pageTitle(page, locale)}
        data-selectable
      >
        <GuideText page={page} onGo={setPage} />
      </article>
    </div>
  );
}

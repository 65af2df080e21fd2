import { useState } from "react";
import { useTranslation } from "react-i18next";
import { firstPage, guidePages, pageTitle } from "./guide-pages.ts";
import { GuideText } from "./guide-text.tsx";
import styles from "./guide.module.css";

/** The guide's contents beside one of its pages. A chunk of its own: most starts of the app never need it. */
export default function GuideReader() {
  const { t, i18n } = useTranslation("help");
  const [page, setPage] = useState(firstPage);
  return (
    <div className={styles.reader}>
      <nav className={styles.contents} aria-label={t("guide.contents")} lang="en">
        {Object.keys(guidePages).map((name) => (
          <button
            key={name}
            type="button"
            className={styles.entry}
            aria-current={name === page ? "page" : undefined}
            onClick={() => setPage(name)}
          >
            {pageTitle(name)}
          </button>
        ))}
      </nav>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, which takes a key of its own */}
      <article key={page} className={styles.text} tabIndex={0} aria-label={pageTitle(page)} data-selectable>
        {i18n.language.startsWith("en") ? null : <p className={styles.note}>{t("guide.inEnglish")}</p>}
        <div lang="en">
          <GuideText page={page} onGo={setPage} />
        </div>
      </article>
    </div>
  );
}

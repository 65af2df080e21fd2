import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ImportItem } from "#shared/contract/photo-import.ts";
import classes from "./failure-list.module.css";
import type { ImportView } from "./import-store.ts";

/** What most rows need, in px; longer sentences are measured. */
const rowHeight = 44;

/** The files that did not become photos, each with its sentence; of thousands only those in sight are drawn. */
export function FailureList({ view }: { view: ImportView }) {
  const scroller = useRef<HTMLUListElement>(null);
  const { items, counts } = view;
  const failed = useMemo(
    () => [...items.values()].filter(({ state }) => state === "failed"),
    // The items are one map for as long as the import lives; their number says that they changed.
    // oxlint-disable-next-line react/exhaustive-deps
    [items, counts.failed],
  );
  // There is no React Compiler here, which is what the rule is about.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: failed.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => failed[index]?.photoId ?? index,
    overscan: 4,
  });
  return (
    <ul ref={scroller} className={classes.list}>
      <li className={classes.room} style={{ height: virtual.getTotalSize() }} aria-hidden />
      {virtual.getVirtualItems().map(({ index, start, key }) => {
        const item = failed[index];
        return (
          item && (
            <li
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              className={classes.file}
              style={{ transform: `translateY(${start}px)` }}
            >
              <FailureWords item={item} />
            </li>
          )
        );
      })}
    </ul>
  );
}

function FailureWords({ item }: { item: ImportItem }) {
  const { t } = useTranslation("intake");
  const path = item.folder ? `${item.folder}/${item.name}` : item.name;
  return (
    <>
      <span className={classes.name} title={path} data-selectable>
        {path}
      </span>
      <span className={classes.sentence} data-selectable>
        {t(`failure.${item.failure ?? "unexpected"}`)}
      </span>
    </>
  );
}

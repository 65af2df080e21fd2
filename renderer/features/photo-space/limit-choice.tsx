import { Button, NumberInput, SegmentedControl } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useBridge } from "#renderer/bridge/context.tsx";
import { formatBytes } from "#renderer/ui/format.ts";
import { notifyProblem } from "#renderer/ui/notify.tsx";
import { SettingsRow } from "#renderer/ui/settings-section.tsx";
import { useLocale } from "#renderer/ui/use-locale.ts";
import { type PhotoSpace, smallestLimit } from "#shared/contract/photo-space.ts";
import { effectOf } from "./let-go.ts";
import classes from "./photo-space.module.css";

const gigabyte = 1e9;
const offered = [10, 25, 50].map((count) => count * gigabyte);
const none = "none";
const own = "own";

/** How much photo files may take here. A limit that lets files go says first how much. */
export function LimitChoice({ space }: { space: PhotoSpace }) {
  const { t } = useTranslation("photoSpace");
  const bridge = useBridge();
  const locale = useLocale();
  const { limit } = space;
  const [asked, setAsked] = useState<number | null>(null);
  const [isTyping, setIsTyping] = useState(false);

  const set = async (next: number | null) => {
    setAsked(null);
    setIsTyping(false);
    await bridge.photoSpace.setLimit({ limit: next }).catch(() => notifyProblem({ message: t("failed") }));
  };
  const want = (next: number | null) =>
    next !== null && effectOf(space, next).letsGo > 0 && next !== limit ? setAsked(next) : void set(next);
  const choose = (value: string) => {
    setAsked(null);
    setIsTyping(value === own);
    if (value !== own) want(value === none ? null : Number(value));
  };

  return (
    <>
      <SettingsRow label={t("limit")}>
        <SegmentedControl
          aria-label={t("limit")}
          value={isTyping ? own : valueOf(asked ?? limit)}
          onChange={choose}
          data={[
            { value: none, label: t("noLimit") },
            ...offered.map((bytes) => ({ value: String(bytes), label: formatBytes(bytes, locale) })),
            { value: own, label: t("ownLimit") },
          ]}
        />
      </SettingsRow>
      {(isTyping || valueOf(asked ?? limit) === own) && <OwnLimit key={limit} present={limit} onSet={want} />}
      {asked !== null && (
        <LetGo
          space={space}
          limit={asked}
          onCancel={() => setAsked(null)}
          onConfirm={() => void set(asked)}
        />
      )}
    </>
  );
}

function valueOf(limit: number | null): string {
  if (limit === null) return none;
  return offered.includes(limit) ? String(limit) : own;
}

function OwnLimit({ present, onSet }: { present: number | null; onSet: (bytes: number) => void }) {
  const { t } = useTranslation("photoSpace");
  const [gigabytes, setGigabytes] = useState<number | null>(present === null ? null : present / gigabyte);
  const bytes = Math.round((gigabytes ?? 0) * gigabyte);
  const isValid = bytes >= smallestLimit && Number.isSafeInteger(bytes);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isValid) onSet(bytes);
  };
  return (
    <form className={classes.ownLimit} onSubmit={submit}>
      <NumberInput
        size="xs"
        w={132}
        aria-label={t("ownLimitLabel")}
        value={gigabytes ?? ""}
        onChange={(value) => setGigabytes(typeof value === "number" ? value : null)}
        min={0}
        decimalScale={1}
        suffix=" GB"
        autoFocus={present === null}
        error={gigabytes !== null && !isValid && t("tooSmall")}
      />
      <Button size="xs" type="submit" variant="default" disabled={!isValid || bytes === present}>
        {t("set")}
      </Button>
    </form>
  );
}

interface LetGoProps {
  readonly space: PhotoSpace;
  readonly limit: number;
  readonly onCancel: () => void;
  readonly onConfirm: () => void;
}

function LetGo({ space, limit, onCancel, onConfirm }: LetGoProps) {
  const { t } = useTranslation(["photoSpace", "common"]);
  const locale = useLocale();
  const { letsGo, over } = effectOf(space, limit);
  const bytes = (count: number) => formatBytes(count, locale);
  return (
    <div className={classes.question} role="group" aria-label={t("letGoTitle")}>
      <p>
        {t("letGo", { size: bytes(letsGo) })} {over > 0 && t("staysOver", { size: bytes(over) })}
      </p>
      <div className={classes.acts}>
        <Button size="compact-sm" variant="default" onClick={onCancel}>
          {t("common:cancel")}
        </Button>
        <Button size="compact-sm" onClick={onConfirm} data-autofocus>
          {t("letGoConfirm", { size: bytes(limit) })}
        </Button>
      </div>
    </div>
  );
}

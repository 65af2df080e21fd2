import { useEffect, useMemo, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useBridge, useDesk } from "../bridge/context.tsx";
import { follow } from "../bridge/follow.ts";
import { AccessOf, accessOf, type Standing } from "../ui/access.tsx";
import { notifyDone } from "../ui/notify.tsx";
import { Role } from "#shared/model/role.ts";

const toldKey = "roleChangedTo";

/**
 * Follows what the hub says this desk's person is. A role that sees other kinds needs a replica of its own, which the page
 * makes when it is loaded anew.
 */
export function AccessProvider({ children }: { children: ReactNode }) {
  const bridge = useBridge();
  const desk = useDesk();
  const [standing, setStanding] = useState<Standing>(desk);
  const [latest] = useState(() => latestOf<Standing>(desk));
  const { t } = useTranslation("people");

  useEffect(() => {
    const stop = new AbortController();
    void follow(
      (signal) => bridge.desk.access(undefined, { signal }),
      (next) => {
        latest.set(next);
        setStanding(next);
        if (!next.outgrown || next.role === desk.role) return;
        sessionStorage.setItem(toldKey, next.role);
        location.reload();
      },
      stop.signal,
    );
    return () => stop.abort();
  }, [bridge, desk.role, latest]);

  useEffect(() => {
    const told = Role.safeParse(sessionStorage.getItem(toldKey));
    if (!told.success) return;
    sessionStorage.removeItem(toldKey);
    notifyDone({ message: t("roleChanged", { role: t(`roles.${told.data}`) }) });
  }, [t]);

  const access = useMemo(() => accessOf(standing, latest.get), [standing, latest]);
  return <AccessOf access={access}>{children}</AccessOf>;
}

/** A value that is asked for outside of drawing. */
function latestOf<T>(value: T) {
  let latest = value;
  return { get: () => latest, set: (next: T) => void (latest = next) };
}

import { useEffect, useState } from "react";
import { civilDateOf } from "#renderer/ui/format.ts";

const minute = 60_000;

/** Unix milliseconds, moving on every minute, for what is told as an age. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), minute);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** The dealer's own day, `YYYY-MM-DD`; a window that stays open over midnight ages its cars. */
export function useToday(): string {
  return civilDateOf(new Date(useNow()));
}

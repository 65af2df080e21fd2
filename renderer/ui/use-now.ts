import { useEffect, useState } from "react";

/** This desk's clock in Unix milliseconds, for sentences such as "3 minutes ago"; read again every so often. */
export function useNow(everyMillis = 30_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMillis);
    return () => clearInterval(timer);
  }, [everyMillis]);
  return now;
}

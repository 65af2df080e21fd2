import type { ReactNode } from "react";
import { ComputerProvider } from "../features/desktop/computer-context.tsx";
import { LeavingCoverNote } from "../features/desktop/leaving-cover-note.tsx";
import { LockProvider } from "../features/lock/lock-context.tsx";
import { Splash } from "./splash.tsx";

/** Covers what is in it while the desk is locked; quitting is followed on the cover as well. */
export function Lockable({ children }: { children: ReactNode }) {
  return (
    <ComputerProvider>
      <LockProvider waiting={<Splash stage="opening" />} note={<LeavingCoverNote />}>
        {children}
      </LockProvider>
    </ComputerProvider>
  );
}

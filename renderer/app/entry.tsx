import { useState } from "react";
import type { DeskDescription } from "#shared/contract/bridge.ts";
import { useDesk, useUpdateDesk } from "../bridge/context.tsx";
import { VaultDoor } from "../features/accounts/vault-door.tsx";
import { WelcomeScreen } from "../features/welcome/welcome-screen.tsx";
import { Lockable } from "./lockable.tsx";
import { Lot } from "./lot.tsx";

/** The first-run question where it was not answered yet, else the lot. */
export function Entry() {
  const desk = useDesk();
  const updateDesk = useUpdateDesk();
  const [isNew, setIsNew] = useState(false);
  const begin = (begun: DeskDescription) => {
    setIsNew(true);
    updateDesk(begun);
  };
  return (
    <Lockable>
      {desk.dealership ? <Lot isNew={isNew} /> : <WelcomeScreen onBegun={begin} />}
      <VaultDoor />
    </Lockable>
  );
}

import { useState } from "react";
import { useDesk, useUpdateDesk } from "../bridge/context.tsx";
import { WelcomeScreen } from "../features/welcome/welcome-screen.tsx";
import { Lot } from "./lot.tsx";

/** The first-run question where it was not answered yet, else the lot. */
export function Entry() {
  const desk = useDesk();
  const updateDesk = useUpdateDesk();
  const [isNew, setIsNew] = useState(false);
  if (desk.dealership) return <Lot isNew={isNew} />;
  return (
    <WelcomeScreen
      onBegun={(begun) => {
        setIsNew(true);
        updateDesk(begun);
      }}
    />
  );
}

import { useDesk, useUpdateDesk } from "../bridge/context.tsx";
import { WelcomeScreen } from "../features/welcome/welcome-screen.tsx";
import { Lot } from "./lot.tsx";

/** The first-run question where it was not answered yet, else the lot. */
export function Entry() {
  const desk = useDesk();
  const updateDesk = useUpdateDesk();
  return desk.dealership ? <Lot /> : <WelcomeScreen onBegun={updateDesk} />;
}

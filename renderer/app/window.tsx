import { BridgeProvider } from "../bridge/context.tsx";
import { connectBridge } from "../bridge/connect.ts";
import { reportDefect } from "../bridge/report-defect.ts";
import { createShellStore, ShellProvider } from "../ui/shell-state.tsx";
import { DefectBoundary } from "./defect-boundary.tsx";
import { DefectListener } from "./defect-listener.tsx";
import { Entry } from "./entry.tsx";
import { startI18n } from "./i18n.ts";
import { Splash, StaleLink } from "./splash.tsx";
import { allowStyleSheetsOnly } from "./trusted-types.ts";
import { renderWindow } from "./window-root.tsx";

/** Outside the bridge's provider, so that a defect of the provider is reported as well. */
const report = async (error: unknown) => reportDefect(await connectBridge(), error);

/** Shows the app in an element of the page. */
export async function startWindow(element: HTMLElement): Promise<void> {
  allowStyleSheetsOnly();
  const i18n = await startI18n(localStorage, navigator.languages);
  const shell = createShellStore();
  renderWindow(
    element,
    i18n,
    <DefectBoundary report={report}>
      <BridgeProvider waiting={<Splash stage="connecting" />} staleLink={<StaleLink />}>
        <DefectListener />
        <ShellProvider store={shell}>
          <Entry />
        </ShellProvider>
      </BridgeProvider>
    </DefectBoundary>,
  );
}

import { createRoot } from "react-dom/client";
import { Notifications } from "@mantine/notifications";
import { MantineProvider } from "@mantine/core";
import { I18nextProvider } from "react-i18next";
import { BridgeProvider } from "../bridge/context.tsx";
import { connectBridge } from "../bridge/connect.ts";
import { reportDefect } from "../bridge/report-defect.ts";
import { ConfirmProvider } from "../ui/confirm.tsx";
import { createShellStore, ShellProvider } from "../ui/shell-state.tsx";
import { cssVariables, theme } from "../ui/theme.ts";
import { DefectBoundary } from "./defect-boundary.tsx";
import { DefectListener } from "./defect-listener.tsx";
import { Entry } from "./entry.tsx";
import { startI18n } from "./i18n.ts";
import { Splash, StaleLink } from "./splash.tsx";
import { allowStyleSheetsOnly } from "./trusted-types.ts";

/** Outside the bridge's provider, so that a defect of the provider is reported as well. */
const report = async (error: unknown) => reportDefect(await connectBridge(), error);

/** Shows the app in an element of the page. */
export async function startWindow(element: HTMLElement): Promise<void> {
  allowStyleSheetsOnly();
  const i18n = await startI18n(localStorage, navigator.languages);
  const shell = createShellStore();
  createRoot(element).render(
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <I18nextProvider i18n={i18n}>
        <Notifications position="bottom-center" limit={4} zIndex={500} containerWidth={400} />
        <ConfirmProvider>
          <DefectBoundary report={report}>
            <BridgeProvider waiting={<Splash stage="connecting" />} staleLink={<StaleLink />}>
              <DefectListener />
              <ShellProvider store={shell}>
                <Entry />
              </ShellProvider>
            </BridgeProvider>
          </DefectBoundary>
        </ConfirmProvider>
      </I18nextProvider>
    </MantineProvider>,
  );
}

import { MantineProvider } from "@mantine/core";
import type { ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import "@mantine/core/styles.layer.css";
import "#renderer/ui/theme.css";
import { startI18n } from "#renderer/app/i18n.ts";
import type { BridgeClient } from "#renderer/bridge/client.ts";
import { BridgeProvider } from "#renderer/bridge/context.tsx";
import { cssVariables, theme } from "#renderer/ui/theme.ts";

/** Shows a part of the window over a main process that is played, in English. Answers with what takes it away. */
export async function showOver(bridge: BridgeClient, part: ReactNode): Promise<() => void> {
  const place = document.createElement("div");
  document.body.append(place);
  const root = createRoot(place);
  const i18n = await startI18n(localStorage, ["en-US"]);
  root.render(
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables}>
      <I18nextProvider i18n={i18n}>
        <BridgeProvider connect={async () => bridge}>{part}</BridgeProvider>
      </I18nextProvider>
    </MantineProvider>,
  );
  return () => {
    root.unmount();
    place.remove();
    localStorage.clear();
  };
}

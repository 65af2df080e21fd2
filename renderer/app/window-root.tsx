import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { setNonce } from "get-nonce";
import type { i18n as I18n } from "i18next";
import type { ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { ConfirmProvider } from "../ui/confirm.tsx";
import { MenuFocus } from "./menu-focus.tsx";
import { cssVariables, theme } from "../ui/theme.ts";
import { styleNonce } from "./style-nonce.ts";

/** Shows content in an element of its page with what every page of ours has: look, language, notices and questions. */
export function renderWindow(element: HTMLElement, i18n: I18n, content: ReactNode): void {
  const nonce = styleNonce(document);
  // For the part of Mantine's dialogs that keeps what is behind them from scrolling.
  setNonce(nonce);
  createRoot(element).render(
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
    >
      <I18nextProvider i18n={i18n}>
        <Notifications position="bottom-center" limit={4} zIndex={500} containerWidth={400} />
        <MenuFocus />
        <ConfirmProvider>{content}</ConfirmProvider>
      </I18nextProvider>
    </MantineProvider>,
  );
}

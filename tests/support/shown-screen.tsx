import { MantineProvider } from "@mantine/core";
import { Notifications, notifications } from "@mantine/notifications";
import { useEffect, type ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import "@mantine/core/styles.layer.css";
import "@mantine/notifications/styles.layer.css";
import "#renderer/ui/theme.css";
import { createFakeHub, createFakeMain, type FakeHub, type FakeMain } from "./fake-main.ts";
import { startI18n } from "#renderer/app/i18n.ts";
import type { BridgeClient } from "#renderer/bridge/client.ts";
import { BridgeProvider } from "#renderer/bridge/context.tsx";
import { ReplicaProvider, useReplica } from "#renderer/replica/context.tsx";
import type { Replica } from "#renderer/replica/replica.ts";
import { ConfirmProvider } from "#renderer/ui/confirm.tsx";
import { LongActPanel, LongActsProvider } from "#renderer/ui/long-acts.tsx";
import { createShellStore, ShellProvider } from "#renderer/ui/shell-state.tsx";
import { cssVariables, theme } from "#renderer/ui/theme.ts";

export interface Shown extends AsyncDisposable {
  readonly replica: Replica;
  readonly hub: FakeHub;
  readonly main: FakeMain;
  readonly shell: ReturnType<typeof createShellStore>;
}

/**
 * Shows a screen as the window does, over a real replica whose main process alone is played. `prepare` is for what the hub has before
 * the replica first asks it.
 */
export async function show(
  screen: ReactNode,
  prepare: (hub: FakeHub, main: FakeMain) => void = () => {},
): Promise<Shown> {
  const hub = createFakeHub();
  const main = createFakeMain(hub, { tenantId: crypto.randomUUID() });
  const { bridge, desk } = main;
  prepare(hub, main);
  const played = {
    desk: { describe: async () => desk },
    sync: bridge.sync,
    journal: bridge.journal,
    renditions: bridge.renditions,
  } as unknown as BridgeClient; // what screens of cars and the replica call
  const connect = async () => played;
  const i18n = await startI18n(localStorage, ["en-US"]);
  const shell = createShellStore();
  const page = document.createElement("div");
  page.style.height = "700px";
  document.body.append(page);
  const root = createRoot(page);

  const replica = await new Promise<Replica>((opened) =>
    root.render(
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables}>
        <I18nextProvider i18n={i18n}>
          <Notifications position="bottom-center" />
          <ConfirmProvider>
            <BridgeProvider connect={connect}>
              <ShellProvider store={shell}>
                <ReplicaProvider>
                  <Tell opened={opened} />
                  <LongActsProvider>
                    {screen}
                    <LongActPanel />
                  </LongActsProvider>
                </ReplicaProvider>
              </ShellProvider>
            </BridgeProvider>
          </ConfirmProvider>
        </I18nextProvider>
      </MantineProvider>,
    ),
  );
  return {
    replica,
    hub,
    main,
    shell,
    async [Symbol.asyncDispose]() {
      await replica.settled();
      notifications.clean();
      root.unmount();
      page.remove();
      localStorage.clear();
    },
  };
}

function Tell({ opened }: { opened: (replica: Replica) => void }) {
  const replica = useReplica();
  useEffect(() => opened(replica), [opened, replica]);
  return null;
}

import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { useEffect, type ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import "@mantine/core/styles.layer.css";
import "@mantine/notifications/styles.layer.css";
import "#renderer/ui/theme.css";
import { createFakeHub, createFakeMain, type FakeMain } from "#tests/support/fake-main.ts";
import { startI18n } from "#renderer/app/i18n.ts";
import type { BridgeClient } from "#renderer/bridge/client.ts";
import { BridgeProvider } from "#renderer/bridge/context.tsx";
import { ReplicaProvider, useReplica } from "#renderer/replica/context.tsx";
import type { Replica } from "#renderer/replica/replica.ts";
import { ConfirmProvider } from "#renderer/ui/confirm.tsx";
import { createShellStore, ShellProvider } from "#renderer/ui/shell-state.tsx";
import { cssVariables, theme } from "#renderer/ui/theme.ts";
import { IntakeProvider } from "./intake-context.tsx";

export interface Shown extends AsyncDisposable {
  readonly replica: Replica;
  readonly main: FakeMain;
  readonly shell: ReturnType<typeof createShellStore>;
}

/** Shows parts of the intake over a real replica whose main process alone is played. */
export async function show(parts: ReactNode): Promise<Shown> {
  const main = createFakeMain(createFakeHub(), { tenantId: crypto.randomUUID() });
  const describe = { desk: { describe: async () => main.desk } } as unknown as BridgeClient;
  const connect = async () => Object.assign(main.bridge, describe);
  const i18n = await startI18n(localStorage, ["en-US"]);
  const shell = createShellStore();
  const page = document.createElement("div");
  document.body.append(page);
  const root = createRoot(page);
  const replica = await new Promise<Replica>((opened) =>
    root.render(
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables}>
        <I18nextProvider i18n={i18n}>
          <Notifications />
          <ConfirmProvider>
            <BridgeProvider connect={connect}>
              <ShellProvider store={shell}>
                <ReplicaProvider>
                  <Tell opened={opened} />
                  <IntakeProvider>{parts}</IntakeProvider>
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
    main,
    shell,
    async [Symbol.asyncDispose]() {
      await replica.settled();
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

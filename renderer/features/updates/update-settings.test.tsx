import { MantineProvider } from "@mantine/core";
import { createRouterClient, implement } from "@orpc/server";
import { createRoot, type Root } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { afterEach, expect, test, vi } from "vitest";
import { startI18n } from "#renderer/app/i18n.ts";
import type { BridgeClient } from "#renderer/bridge/client.ts";
import { BridgeProvider } from "#renderer/bridge/context.tsx";
import { bridge, type DeskDescription } from "#shared/contract/bridge.ts";
import type { UpdateStatus, WorkUnderWay } from "#shared/contract/updates.ts";
import { events } from "#tests/support/event-stream.ts";
import { UpdateSettings } from "./update-settings.tsx";
import { UpdatesProvider } from "./updates-context.tsx";

let root: Root;
let page: HTMLElement;

afterEach(() => {
  root.unmount();
  page.remove();
  localStorage.clear();
});

const usual: UpdateStatus = {
  means: "itself",
  version: "0.1.0",
  channel: "latest",
  progress: { type: "idle" },
  lastCheckAt: null,
  rolledBack: null,
  withoutBackup: false,
};

/** The section over a main process that says this, and whose work keeps it from installing anything. */
async function show(status: Partial<UpdateStatus>, { host = "electron", work = [] as WorkUnderWay[] } = {}) {
  const { updates } = implement(bridge);
  const client = createRouterClient({
    updates: {
      status: updates.status.handler(({ signal }) =>
        events<UpdateStatus>(signal, (say) => {
          say({ ...usual, ...status });
          return () => {};
        }),
      ),
      install: updates.install.handler(({ errors }) => {
        throw errors.workUnderWay({ data: { work } });
      }),
    },
  });
  const desk = { describe: async () => ({ host }) as DeskDescription };
  const connect = async () => Object.assign(client, { desk }) as unknown as BridgeClient;
  page = document.createElement("div");
  document.body.append(page);
  root = createRoot(page);
  root.render(
    <MantineProvider>
      <I18nextProvider i18n={await startI18n(localStorage, ["en-US"])}>
        <BridgeProvider connect={connect}>
          <UpdatesProvider>
            <UpdateSettings />
          </UpdatesProvider>
        </BridgeProvider>
      </I18nextProvider>
    </MantineProvider>,
  );
}

const says = (words: string) => vi.waitFor(() => expect(page.textContent).toContain(words));
const button = (name: string) =>
  [...page.querySelectorAll("button")].find(({ textContent }) => textContent === name);

test("a browser's window says who brings new versions, and offers nothing to press", async () => {
  await show({ means: "host" }, { host: "browser" });
  await says("Whoever set it up there brings it new versions");
  expect(page.querySelector("button")).toBeNull();
});

test("what went wrong and what was put back is said in words", async () => {
  const rolledBack = { version: "0.2.0", at: "2026-11-02T10:00:00.000Z" };
  await show({ progress: { type: "failed", failure: "wrongSignature" }, rolledBack, withoutBackup: true });
  await says("somebody else signed it. Nothing was installed.");
  await says("Version 0.2.0 did not start on this computer. On Nov 2, 2026 everything was put back");
  await says("There was no room to copy your data");
});

test("what is new is text, whatever it looks like, and work under way is named when it is in the way", async () => {
  const notes = { en: "Added <img src=x>\n• Stickers", "es-MX": "Agregado\n• Hojas" };
  await show(
    { progress: { type: "ready", version: "0.2.0", notes, onQuit: true } },
    { work: ["import", "push"] },
  );
  await says(notes.en);
  expect(page.querySelector("img")).toBeNull();
  button("Restart and install")?.click();
  await says("Not now: photos are being imported, changes are on their way to the hub.");
  expect(button("Restart and install")?.disabled).toBe(false);
});

test.each([
  [
    "in Spanish",
    { en: "Added\n• Stickers", "es-MX": "Agregado\n• Hojas <img src=x>" },
    "• Hojas <img src=x>",
  ],
  ["in English where it has no other", { en: "Added\n• Stickers", "es-MX": "" }, "• Stickers"],
  ["in no language", { en: "", "es-MX": "" }, "Llegó sin lista de novedades."],
])("a window in Spanish is told what is new %s", async (_how, notes, words) => {
  localStorage.setItem("language", "es-MX");
  await show({ progress: { type: "ready", version: "0.2.0", notes, onQuit: true } });
  await says(words);
  expect(page.querySelector("img")).toBeNull();
});

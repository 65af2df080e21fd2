import { MantineProvider } from "@mantine/core";
import { createRoot, type Root } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { afterEach, beforeEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import "@mantine/core/styles.layer.css";
import type { BridgeClient } from "#renderer/bridge/client.ts";
import { BridgeProvider } from "#renderer/bridge/context.tsx";
import type { ComputerState } from "#shared/contract/desktop.ts";
import type { LockState } from "#shared/contract/lock.ts";
import { events } from "#tests/support/event-stream.ts";
import { startI18n } from "./i18n.ts";
import { Lockable } from "./lockable.tsx";

const locked: LockState = { isSet: true, locked: true, after: 15, waitUntil: null };
const quiet: ComputerState = {
  settings: { closeToTray: true, startAtLogin: false, notifications: true, spelling: ["es"] },
  hasTray: true,
  leaving: null,
};

/** Main with a locked desk and the end of the app alone. */
function playedMain() {
  let say: (state: ComputerState) => void = () => {};
  const answers: string[] = [];
  const streamOf =
    <T,>(first: T, listen: (tell: (value: T) => void) => void) =>
    async (_input: undefined, { signal }: { signal: AbortSignal }) =>
      events<T>(signal, (tell) => {
        listen(tell);
        tell(first);
        return () => {};
      });
  const bridge = {
    desk: { describe: async () => ({}) },
    lock: { state: streamOf(locked, () => {}) },
    computer: {
      state: streamOf(quiet, (tell) => (say = tell)),
      answerLeaving: async ({ answer }: { answer: string }) => void answers.push(answer),
    },
  } as unknown as BridgeClient;
  return { bridge, answers, say: (state: ComputerState) => say(state) };
}

let root: Root;
let place: HTMLDivElement;
let main: ReturnType<typeof playedMain>;

beforeEach(async () => {
  main = playedMain();
  place = document.createElement("div");
  document.body.append(place);
  root = createRoot(place);
  const i18n = await startI18n(localStorage, ["en-US"]);
  root.render(
    <MantineProvider>
      <I18nextProvider i18n={i18n}>
        <BridgeProvider connect={async () => main.bridge}>
          <Lockable>
            <p>Versa $189,000</p>
          </Lockable>
        </BridgeProvider>
      </I18nextProvider>
    </MantineProvider>,
  );
});
afterEach(() => {
  root.unmount();
  place.remove();
  localStorage.clear();
});

test("who quits a locked desk sees on its cover how much is still being sent, waits or leaves, and sees nothing else", async () => {
  const cover = page.getByRole("dialog", { name: "Autosell" });
  const note = cover.getByRole("region", { name: /Sending what waits/ });
  await expect.element(cover.getByLabelText("PIN")).toHaveFocus();
  expect(note.query()).toBeNull();

  main.say({ ...quiet, leaving: { changes: 3, photos: 1 } });
  await expect.element(note.getByRole("status")).toHaveTextContent("3 changes · 1 photo");
  main.say({ ...quiet, leaving: { changes: 1, photos: 0 } });
  await expect.element(note.getByRole("status")).toHaveTextContent("1 change");
  expect(document.body.innerText).not.toContain("Versa");

  await note.getByRole("button", { name: "Don't quit" }).click();
  await note.getByRole("button", { name: "Quit now" }).click();
  expect(main.answers).toEqual(["stay", "now"]);
  main.say(quiet);
  await expect.element(cover.getByLabelText("PIN")).toBeVisible();
  await expect.poll(() => note.query()).toBeNull();
});

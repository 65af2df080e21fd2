import { beforeEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import type { BridgeClient } from "#renderer/bridge/client.ts";
import type { ComputerState } from "#shared/contract/desktop.ts";
import type { LockState } from "#shared/contract/lock.ts";
import { events } from "#tests/support/event-stream.ts";
import { showOver } from "#tests/support/shown-over.tsx";
import { Lockable } from "./lockable.tsx";

const locked: LockState = { isSet: true, locked: true, after: 15, waitUntil: null };
const quiet: ComputerState = {
  settings: { closeToTray: true, startAtLogin: false, notifications: true, spelling: ["es"] },
  hasTray: true,
  leaving: null,
};

/** Main with a locked desk and the end of the app alone. */
function playedMain() {
  let last = quiet;
  let tell = (_state: ComputerState) => {};
  const answers: string[] = [];
  const streamOf =
    <T,>(first: () => T, listen: (listener: (value: T) => void) => void) =>
    async (_input: undefined, { signal }: { signal: AbortSignal }) =>
      events<T>(signal, (listener) => {
        listen(listener);
        listener(first());
        return () => {};
      });
  const bridge = {
    desk: { describe: async () => ({}) },
    lock: {
      state: streamOf(
        () => locked,
        () => {},
      ),
    },
    computer: {
      // The window may listen only after it was said.
      state: streamOf(
        () => last,
        (listener) => (tell = listener),
      ),
      answerLeaving: async ({ answer }: { answer: string }) => void answers.push(answer),
    },
  } as unknown as BridgeClient;
  return { bridge, answers, say: (state: ComputerState) => tell((last = state)) };
}

let main: ReturnType<typeof playedMain>;

beforeEach(() => {
  main = playedMain();
  return showOver(
    main.bridge,
    <Lockable>
      <p>Versa $189,000</p>
    </Lockable>,
  );
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

import { Modal } from "@mantine/core";
import { useWindowEvent } from "@mantine/hooks";
import { ORPCError } from "@orpc/client";
import { beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { BridgeClient } from "#renderer/bridge/client.ts";
import { createShellStore, ShellProvider } from "#renderer/ui/shell-state.tsx";
import type { LockState } from "#shared/contract/lock.ts";
import { events } from "#tests/support/event-stream.ts";
import { showOver } from "#tests/support/shown-over.tsx";
import { LockProvider } from "./lock-context.tsx";

const open: LockState = { isSet: true, locked: false, after: 15, waitUntil: null };
const locked: LockState = { ...open, locked: true };

/** Main with its lock alone: 4711 opens it. */
function playedMain() {
  let last: LockState | null = null;
  let tell = (_state: LockState) => {};
  const say = (state: LockState) => tell((last = state));
  const lock = {
    state: async (_input: undefined, { signal }: { signal: AbortSignal }) =>
      events<LockState>(signal, (listener) => {
        tell = listener;
        // The window may listen only after it was said.
        if (last) tell(last);
        return () => {};
      }),
    stillHere: async () => ({}),
    unlock: async ({ pin }: { pin: string }) => {
      if (pin !== "4711") throw new ORPCError("wrongPin");
      say(open);
      return {};
    },
  };
  const bridge = { desk: { describe: async () => ({}) }, lock } as unknown as BridgeClient;
  return { bridge, say };
}

let heard: string[];
let say: (state: LockState) => void;

/** A screen with a dialog of its own, which hears everything that is done anywhere in the window. */
function Lot() {
  const hear = ({ type }: Event) => void heard.push(type);
  useWindowEvent("keydown", hear, { capture: true });
  useWindowEvent("paste", hear, { capture: true });
  useWindowEvent("dragover", hear, { capture: true });
  useWindowEvent("drop", hear, { capture: true });
  return (
    <>
      <button>Versa $189,000</button>
      <Modal opened onClose={() => heard.push("closed")} title="History" withinPortal>
        <input aria-label="Note" />
      </Modal>
    </>
  );
}

beforeEach(async () => {
  heard = [];
  const main = playedMain();
  say = main.say;
  const takeAway = await showOver(
    main.bridge,
    <ShellProvider store={createShellStore()}>
      <LockProvider waiting={<p>Opening</p>} note={null}>
        <Lot />
      </LockProvider>
    </ShellProvider>,
  );
  await expect.element(page.getByText("Opening")).toBeVisible();
  return takeAway;
});

const pin = page.getByLabelText("PIN");
const history = page.getByRole("dialog", { name: "History" });
const cover = page.getByRole("dialog", { name: "Autosell" });

function drop(target: Element) {
  for (const type of ["dragover", "drop"])
    target.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true }));
}

test("nothing is shown before it is known whether the desk is locked", async () => {
  expect(document.body.textContent).not.toContain("Versa");
  say(open);
  await expect.element(history).toBeVisible();
  expect(cover.query()).toBeNull();
});

test("behind the lock screen nothing is to be read, reached or heard, and what was open is there afterwards", async () => {
  say(open);
  await expect.element(history).toBeVisible();
  await page.getByLabelText("Note").fill("half a word");
  heard = [];
  say(locked);
  await expect.element(pin).toHaveFocus();
  expect(getComputedStyle(document.body).visibility).toBe("hidden");
  expect(page.getByRole("dialog").elements()).toHaveLength(1);
  expect(document.body.innerText).not.toContain("Versa");

  await userEvent.keyboard("{Escape}{Escape}");
  await userEvent.keyboard("{Control>}k{/Control}n?");
  for (let turn = 0; turn < 6; turn += 1) {
    await userEvent.keyboard("{Tab}");
    const { activeElement } = document;
    expect(activeElement === document.body || cover.element().contains(activeElement)).toBe(true);
  }
  drop(document.body);
  drop(pin.element());
  document.body.dispatchEvent(new ClipboardEvent("paste", { bubbles: true }));
  expect(heard).toEqual([]);
  await expect.element(cover).toBeVisible();

  await pin.fill("0000");
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByText("That is not the PIN.")).toBeVisible();
  await pin.fill("4711");
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByLabelText("Note")).toHaveValue("half a word");
  await expect.element(page.getByLabelText("Note")).toHaveFocus();
  expect(cover.query()).toBeNull();
  await userEvent.keyboard("{Escape}");
  expect(heard).toContain("closed");
});

test("after wrong PINs the wait counts down, and no other is taken until it is over", async () => {
  say({ ...locked, waitUntil: new Date(Date.now() + 3_600_000).toISOString() });
  await expect.element(page.getByText(/Too many wrong PINs. Wait \d+:\d\d/)).toBeVisible();
  await pin.fill("4711");
  await expect.element(page.getByRole("button", { name: "Unlock" })).toBeDisabled();
  say({ ...locked, waitUntil: null });
  await page.getByRole("button", { name: "Unlock" }).click();
  await expect.element(history).toBeVisible();
});

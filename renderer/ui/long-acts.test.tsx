import { flushSync } from "react-dom";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, expect, test, vi } from "vitest";
import { LongActsProvider, useActProgress, useLongAct } from "./long-acts.tsx";

let root: Root;
let page: HTMLElement;

afterEach(() => {
  root.unmount();
  page.remove();
});

type Run = ReturnType<typeof useLongAct>;

function Acts({ onReady }: { onReady: (run: Run) => void }) {
  onReady(useLongAct());
  return useActProgress((done, total) => `${done} of ${total}`) ?? "nothing";
}

async function show(): Promise<Run> {
  const ready = Promise.withResolvers<Run>();
  page = document.createElement("div");
  document.body.append(page);
  root = createRoot(page);
  root.render(
    <LongActsProvider>
      <Acts onReady={ready.resolve} />
    </LongActsProvider>,
  );
  return ready.promise;
}

const says = (words: string) => vi.waitFor(() => expect(page.textContent).toBe(words));

test.each(["ends", "fails"])("an act on many photos says how far it is until it %s", async (how) => {
  const run = await show();
  const rest = Promise.withResolvers<void>();
  const ended = run({
    doing: "Moving photos",
    total: 400,
    act: ({ onProgress }) => {
      onProgress(100, 400);
      return rest.promise;
    },
  }).catch(() => null);
  await says("100 of 400");
  if (how === "ends") rest.resolve();
  else rest.reject(new Error("the disk is full"));
  await ended;
  await says("nothing");
});

test("one on few photos is over before anybody could look", async () => {
  const run = await show();
  const rest = Promise.withResolvers<void>();
  const ended = run({ doing: "Moving photos", total: 199, act: () => rest.promise });
  flushSync(() => {});
  expect(page.textContent).toBe("nothing");
  rest.resolve();
  expect(await ended).toEqual({ done: 199, cancelled: false, followed: false });
});

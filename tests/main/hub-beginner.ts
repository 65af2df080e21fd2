/** Begins a new hub on the desk of a folder, and kills itself where it is told to. Started by `damaged-hub.test.ts`. */
import { readFile } from "node:fs/promises";
import { Worker } from "node:worker_threads";
import type { JournalEntry } from "#shared/contract/bridge.ts";
import type { HubCommand } from "#electron/hub/messages.ts";
import { startDesk, until } from "./desks.ts";
import { online, sendAll, statusOf } from "./moving-lot.ts";

const [folder = "", hubPort = "", documents = "", killAt = ""] = process.argv.slice(2);
const say = (step: string) => process.stdout.write(`${step}\n`);
const kill = (at: string) => {
  if (killAt === at) process.kill(process.pid, "SIGKILL");
};

/** Before the hub is told to make the dealership, and with the files of half of its folders. */
const { postMessage } = Worker.prototype;
Worker.prototype.postMessage = function post(command: Partial<HubCommand>) {
  if (command.type === "found" || (command.type === "takeFiles" && command.shelf === 128)) kill(command.type);
  postMessage.call(this, command);
};

const desk = await startDesk({ folder, hubPort: Number(hubPort) });
await desk.services.startGuard.started();
const { profile } = desk.services;
const { change } = profile;
Object.assign(profile, {
  change: async (patch: Parameters<typeof change>[0]) => {
    await change(patch);
    if (patch.newHub) kill("decided");
  },
});

const { ownHub } = desk.window;
const { newHub } = await until(
  ownHub.state(),
  ({ trouble, newHub }) => trouble !== null || newHub.phase !== "none",
);
const { changesWaiting } = await statusOf(desk, () => true);
say(newHub.phase === "working" ? newHub.step : `${newHub.phase}, ${changesWaiting} waiting`);
if (newHub.phase === "none") {
  await ownHub.begin();
  await until(ownHub.state(), ({ newHub }) => newHub.phase === "working" && newHub.wantsDocuments);
  const entries = JSON.parse(await readFile(documents, "utf8")) as JournalEntry[];
  await ownHub.hand({ entries: entries.slice(0, 3), isLast: false });
  kill("gathering");
  await ownHub.hand({ entries: entries.slice(3), isLast: true });
}
const { newHub: begun } = await until(ownHub.state(), ({ newHub }) => newHub.phase === "done");
await statusOf(desk, online);
await sendAll(desk);
await statusOf(desk, ({ photosWaiting }) => photosWaiting === 0);
await desk.close();
say(begun.phase === "done" ? `${begun.damagedFiles} damaged` : begun.phase);

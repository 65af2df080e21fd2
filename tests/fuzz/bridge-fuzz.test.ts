import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createBridgeServer } from "#electron/bridge/bridge-server.ts";
import type { Services } from "#electron/services.ts";
import { startDesk, type TestDesk } from "#tests/main/desks.ts";
import { holdsInTime } from "#tests/support/replays.ts";
import { type Message, malformed, strange } from "./bridge-calls.ts";
import { type Answer, openLine } from "./bridge-line.ts";

/** `FUZZ_SEED` makes a run that failed once more. */
const seed = Number(process.env["FUZZ_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
const malformedCalls = 10_000;
const strangeCalls = 600;

let desk: TestDesk;
let secrets: string[];

beforeAll(async () => {
  console.info(`bridge fuzz: FUZZ_SEED=${seed}`);
  desk = await startDesk();
  const keys = ["browser-host.key", "secret.key"].map((name) => readFile(join(desk.folder, name)));
  secrets = (await Promise.all(keys)).flatMap((key) => [key.toString("base64"), key.toString("hex")]);
});
afterAll(async () => {
  await desk?.[Symbol.asyncDispose]();
});

/** No answer says where anything lies on this computer, what is secret, or how the code is called. */
function expectDiscreet({ text }: Answer): void {
  for (const secret of [desk.folder, process.cwd(), "node_modules", ...secrets])
    expect(text).not.toContain(secret);
  expect(text).not.toMatch(/\bat \S+ \(|\.[tj]s:\d+/);
}

async function expectRefused(say: (message: Message) => Promise<Answer | null>, message: Message) {
  const answer = await say(message);
  if (!answer) return;
  expect([400, 404]).toContain(answer.status);
  if (answer.status === 400) expect(answer.code).toBe("BAD_REQUEST");
  expectDiscreet(answer);
}

test(
  "ten thousand malformed calls get a typed error each, and leave nothing behind",
  { timeout: 240_000 },
  async () => {
    using line = openLine(createBridgeServer(desk.services));
    const run = (numRuns: number, offset: number) =>
      holdsInTime("bridge-malformed", malformed, (message) => expectRefused(line.say, message), {
        numRuns,
        seed: seed + offset,
      });
    await run(malformedCalls / 5, 0);
    const before = await standing();
    await run((malformedCalls / 5) * 4, 1);
    const after = await standing();
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain("polluted");
    expect(after.heap - before.heap).toBeLessThan(16 * 2 ** 20);
    expect(after.handles).toBeLessThanOrEqual(before.handles);
    expect(after.files).toBeLessThanOrEqual(before.files);
    expect(await desk.window.desk.describe()).toMatchObject({ dealership: null });
  },
);

test("calls that parse and are strange are answered as the contract says", { timeout: 240_000 }, async () => {
  using line = openLine(createBridgeServer(desk.services));
  await holdsInTime(
    "bridge-strange",
    strange,
    async (message) => {
      const answer = (await line.say(message))!;
      expect(answer.status === 200 || answer.declared, answer.text).toBe(true);
      expectDiscreet(answer);
    },
    { numRuns: strangeCalls, seed },
  );
  expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain("polluted");
});

test("what is no text is refused, and the line goes on", async () => {
  using line = openLine(createBridgeServer(desk.services));
  for (const value of [
    null,
    7,
    {},
    { i: "1", p: { u: "/desk/describe", h: { "content-type": 5 } } },
    new Uint8Array(9),
    [new Map()],
  ])
    line.post(value);
  expect((await line.say(describe))?.status).toBe(200);
});

const describe: Message = { text: '{"i":"{{id}}","p":{"u":"/desk/describe","b":{}}}', answered: true };

test("streams that are cut, by their end or by the window's, are closed in main", async () => {
  const open = { count: 0 };
  const bridge = createBridgeServer(counting(desk.services, open));
  const streams = ["/sync/changes", "/photos/imports", "/renditions/jobs"];
  const line = openLine(bridge);
  const calls: string[] = [];
  for (let round = 0; round < 50; round += 1) for (const path of streams) calls.push(await line.open(path));
  expect(open.count).toBe(150);
  for (const call of calls.slice(0, 75)) {
    line.cut(call);
    line.cut(call);
  }
  await expect.poll(() => open.count).toBe(75);
  line[Symbol.dispose]();
  await expect.poll(() => open.count).toBe(0);
});

/** The same services, whose streams say how many of them are open. */
function counting(services: Services, open: { count: number }): Services {
  const counted = <T>(stream: AsyncIterable<T>) => count(stream, open);
  const { sync, photos, renditions } = services;
  return {
    ...services,
    sync: { ...sync, changes: (signal) => counted(sync.changes(signal)) },
    photos: { ...photos, imports: (signal) => counted(photos.imports(signal)) },
    renditions: {
      ...renditions,
      jobs: { ...renditions.jobs, events: (signal) => counted(renditions.jobs.events(signal)) },
    },
  };
}

function count<T>(stream: AsyncIterable<T>, open: { count: number }): AsyncGenerator<T, void, void> {
  open.count += 1;
  return (async function* () {
    try {
      yield* stream;
    } finally {
      open.count -= 1;
    }
  })();
}

/** What main holds once everything that can be forgotten is. */
async function standing(): Promise<{ heap: number; handles: number; files: number }> {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  for (let turn = 0; turn < 3; turn += 1) {
    collect();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const files = await readdir("/proc/self/fd").catch(() => []);
  return {
    heap: process.memoryUsage().heapUsed,
    handles: process.getActiveResourcesInfo().length,
    files: files.length,
  };
}
